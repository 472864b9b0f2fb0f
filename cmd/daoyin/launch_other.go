//go:build !windows

package main

import (
	"os"
	"os/exec"
	"runtime"
)

// launch opens a file or an address with what the system has for it.
func launch(what string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	c := exec.Command(name, what)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Start(); err != nil {
		return err
	}
	return c.Process.Release()
}
