package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unsafe"
)

// launch opens a file or an address as a double-click would. Of files, only
// those that are shown or written in are: a double-click runs a script. All
// others, and those that no program is there for, are opened as text.
func launch(what string) error {
	harmless := []string{".md", ".markdown", ".txt", ".yaml", ".yml", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
	address := strings.HasPrefix(what, "http://")
	if !address {
		var err error
		if what, err = filepath.Abs(what); err != nil {
			return err
		}
	}
	if address || slices.Contains(harmless, strings.ToLower(filepath.Ext(what))) {
		err := shellOpen(what)
		if err == nil || address {
			return err
		}
	}
	c := exec.Command("notepad.exe", what)
	if err := c.Start(); err != nil {
		return err
	}
	return c.Process.Release()
}

// shellOpen does what a double-click does.
func shellOpen(what string) error {
	const show, fine = 1, 32 // SW_SHOWNORMAL; up to 32 are faults
	file, err := syscall.UTF16PtrFromString(what)
	if err != nil {
		return err
	}
	verb, err := syscall.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	code, _, _ := syscall.NewLazyDLL("shell32.dll").NewProc("ShellExecuteW").Call(
		0, uintptr(unsafe.Pointer(verb)), uintptr(unsafe.Pointer(file)), 0, 0, show)
	if code <= fine {
		return fmt.Errorf("open %s: %w", what, syscall.Errno(code))
	}
	return nil
}
