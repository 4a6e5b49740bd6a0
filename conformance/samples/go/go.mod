module samples

go 1.18
