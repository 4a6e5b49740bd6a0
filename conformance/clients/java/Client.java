package api;

import api.model.ApiError;
import api.model.ErrorResponse;
import api.operations.DefaultApi;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the server for errors by the client of openapi-generator: {@code Client BASE_URL CODE…}. */
public class Client {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        for (int at = 1; at < arguments.length; at++) {
            System.out.println(new ObjectMapper().writeValueAsString(error(client, arguments[at])));
        }
    }

    private static Map<String, Object> error(ApiClient client, String asked) throws Exception {
        try {
            new DefaultApi(client).getError(asked);
        } catch (ApiException failure) {
            ApiError error = client.getObjectMapper().readValue(failure.getResponseBody(), ErrorResponse.class).getError();
            Map<String, Object> read = new LinkedHashMap<>();
            read.put("status", failure.getCode());
            read.put("type", error.getType());
            read.put("code", error.getCode());
            read.put("message", error.getMessage());
            read.put("param", error.getParam());
            return read;
        }
        throw new IllegalStateException(asked + " is no error");
    }
}
