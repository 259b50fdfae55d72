module example.com/commit

go 1.24
