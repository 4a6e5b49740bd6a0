package javax.annotation;

/** What marks generated code, and is no longer in the JDK. */
public @interface Generated {
    String[] value();

    String date() default "";

    String comments() default "";
}
