package main

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"unsafe"
)

// ownWindow tells whether the window was opened for this program alone, as on a
// double-click, and will be gone with it.
func ownWindow() bool {
	var ids [2]uint32
	n, _, _ := kernel32("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// nameWindow writes a title over the window until restore is called.
func nameWindow(title string) (restore func()) {
	var before [256]uint16
	n, _, _ := kernel32("GetConsoleTitleW").Call(uintptr(unsafe.Pointer(&before[0])), uintptr(len(before)))
	name := func(title *uint16) { kernel32("SetConsoleTitleW").Call(uintptr(unsafe.Pointer(title))) }
	if title, err := syscall.UTF16PtrFromString(title); err == nil {
		name(title)
	}
	return func() {
		if n != 0 {
			name(&before[0])
		}
	}
}

// takesEscapes tells whether the terminal understands escape sequences, after
// asking it to: consoles of Windows do so only when asked.
func takesEscapes(f *os.File) bool {
	const processing = 0x0004 // ENABLE_VIRTUAL_TERMINAL_PROCESSING
	var mode uint32
	if syscall.GetConsoleMode(syscall.Handle(f.Fd()), &mode) != nil {
		return false
	}
	done, _, _ := kernel32("SetConsoleMode").Call(f.Fd(), uintptr(mode|processing))
	return done != 0
}

// columns returns how many columns the terminal takes for a text, 0 if it is
// no console: Chinese fonts have blocks as wide as two letters. The text stands
// on a line of its own and is wiped out again.
func columns(f *os.File, text string) int {
	if _, ok := lookAt(f); !ok {
		return 0
	}
	f.WriteString(text)
	after, _ := lookAt(f)
	f.WriteString("\r" + strings.Repeat(" ", int(after.column)) + "\r")
	return int(after.column)
}

// tiles draws a code with blanks alone, two for a module, on white and black:
// where no other character is sure to have its place.
func tiles(f *os.File, code [][]bool) {
	const margin, white, black = 2, 0xF0, 0x0F
	before, _ := lookAt(f)
	colour := func(c uint16) { kernel32("SetConsoleTextAttribute").Call(f.Fd(), uintptr(c)) }
	defer colour(before.attributes)
	for y := -margin; y < len(code)+margin; y++ {
		for x := -margin; x < len(code)+margin; x++ {
			colour(white)
			if y >= 0 && y < len(code) && x >= 0 && x < len(code) && code[y][x] {
				colour(black)
			}
			f.WriteString("  ")
		}
		colour(before.attributes)
		f.WriteString("\n")
	}
}

// screen is how Windows describes what a console shows.
type screen struct {
	width, height, column, row int16
	attributes                 uint16
	window                     [4]int16
	largest                    [2]int16
}

// lookAt describes a console; ok is false if f is none.
func lookAt(f *os.File) (s screen, ok bool) {
	done, _, _ := kernel32("GetConsoleScreenBufferInfo").Call(f.Fd(), uintptr(unsafe.Pointer(&s)))
	return s, done != 0
}

// inUse tells whether a file or folder could not be had because another program
// has it.
func inUse(err error) bool {
	const sharing, locked = syscall.Errno(32), syscall.Errno(33) // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
	return errors.Is(err, sharing) || errors.Is(err, locked)
}

func kernel32(name string) *syscall.LazyProc { return syscall.NewLazyDLL("kernel32.dll").NewProc(name) }
