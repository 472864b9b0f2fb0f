// Command release builds the program for every system that it is handed out
// for, with Go alone: no C compiler, no shell. The same source and the same Go
// give the same bytes, on whatever machine. It neither tests, tags nor uploads.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "dist", "the `folder` that the programs are written to")
	flag.Parse()
	if err := release(*out); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release builds all programs, and the list of their sums.
func release(out string) error {
	out, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, target := range []string{"linux/amd64", "linux/arm64", "linux/loong64", "windows/amd64"} {
		system, processor, _ := strings.Cut(target, "/")
		name := "daoyin-" + system + "-" + processor
		if system == "windows" {
			name += ".exe"
		}
		file := filepath.Join(out, name)
		if err := build(system, processor, file); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		program, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		fmt.Printf("%5.1f MB  %s\n", float64(len(program))/1e6, file)
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(program), name)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// build builds one program, for the oldest processors of its kind, whatever the
// developer's own settings are.
func build(system, processor, file string) error {
	c := exec.Command("go", "build", "-ldflags=-s -w", "-o", file, "daoyin/cmd/daoyin")
	c.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0",
		"GOFLAGS=-trimpath", "GOFIPS140=off", "GOAMD64=v1", "GOARM64=v8.0")
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	return c.Run()
}
