//go:build !windows

package main

import "os"

// Elsewhere terminals outlive the programs in them, are named by those who own
// them, and show what they are sent; and nobody's reading stands in the way.

func ownWindow() bool { return false }

func nameWindow(string) (restore func()) { return func() {} }

func takesEscapes(*os.File) bool { return os.Getenv("TERM") != "" }

func columns(*os.File, string) int { return 0 }

func tiles(*os.File, [][]bool) {}

func inUse(error) bool { return false }
