module example.com/commit

go 1.21
