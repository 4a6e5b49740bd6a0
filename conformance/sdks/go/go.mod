module sdks

go 1.21
