// Package fonttest makes tiny font files for tests: each character is a filled
// square, which no font of the program has for it. It is not part of the
// program.
package fonttest

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Options make a font that cannot be used.
type Options struct {
	Locked   bool // must not be embedded
	Variable bool // has an fvar table
	Hollow   bool // knows its characters but has no shapes for them
}

// em is the units of an em.
const em = 1000

// TTF returns a TrueType font that has the characters of text: each one em
// wide, a square from 0.1 to 0.9 above the baseline.
func TTF(text string, o Options) []byte {
	runes := slices.Sorted(slices.Values([]rune(text)))
	runes = slices.Compact(runes)
	tables := map[string][]byte{
		"head": head(),
		"hhea": pack(uint32(0x10000), int16(880), int16(-120), int16(0), uint16(em), int16(0), int16(0), int16(em),
			int16(1), int16(0), int16(0), [8]byte{}, int16(0), uint16(len(runes)+1)),
		"maxp": pack(uint32(0x10000), uint16(len(runes)+1), uint16(4), uint16(1), [22]byte{}),
		"OS/2": os2(o.Locked),
		"cmap": cmap(runes),
		"post": pack(uint32(0x30000), uint32(0), int16(-100), int16(50), uint32(1), [16]byte{}),
		"name": pack(uint16(0), uint16(0), uint16(6)),
	}
	if o.Variable {
		tables["fvar"] = make([]byte, 16)
	}
	var loca, hmtx []byte
	glyf := make([]byte, 4) // no reader likes an empty table
	for i := range len(runes) + 1 {
		loca = append(loca, pack(uint32(len(glyf)))...)
		hmtx = append(hmtx, pack(uint16(em), int16(100))...)
		if i > 0 && !o.Hollow { // the first is .notdef, and empty
			glyf = append(glyf, square()...)
		}
	}
	tables["glyf"], tables["hmtx"], tables["loca"] = glyf, hmtx, append(loca, pack(uint32(len(glyf)))...)
	return file(tables)
}

// head has long offsets in loca.
func head() []byte {
	return pack(uint32(0x10000), uint32(0x10000), uint32(0), uint32(0x5F0F3CF5), uint16(3), uint16(em), [16]byte{},
		int16(100), int16(100), int16(900), int16(900), uint16(0), uint16(8), int16(2), int16(1), int16(0))
}

func os2(locked bool) []byte {
	table := make([]byte, 96)
	copy(table, pack(uint16(4), int16(em), uint16(400), uint16(5)))
	if locked {
		table[9] = 2
	}
	return table
}

func square() []byte {
	return pack(int16(1), int16(100), int16(100), int16(900), int16(900), // box
		uint16(3), uint16(0), // the last point; no instructions
		[4]byte{1, 1, 1, 1},                        // all on the curve
		int16(100), int16(0), int16(800), int16(0), // x, each from the one before
		int16(100), int16(800), int16(0), int16(-800),
		[2]byte{}) // to a multiple of four
}

// cmap has a table for the first 65,536 characters and one for all.
func cmap(runes []rune) []byte {
	var ends, starts, deltas, offsets, all []byte
	near := 0
	for i, r := range runes {
		all = append(all, pack(uint32(r), uint32(r), uint32(i+1))...)
		if r <= 0xFFFF {
			near++
			ends, starts = append(ends, pack(uint16(r))...), append(starts, pack(uint16(r))...)
			deltas, offsets = append(deltas, pack(uint16(i+1-int(r)))...), append(offsets, 0, 0)
		}
	}
	near++
	ends, starts = append(ends, 0xFF, 0xFF), append(starts, 0xFF, 0xFF)
	deltas, offsets = append(deltas, 0, 1), append(offsets, 0, 0)
	four := slices.Concat(pack(uint16(4), uint16(16+8*near), uint16(0), uint16(2*near), [6]byte{}), ends, []byte{0, 0}, starts, deltas, offsets)
	twelve := slices.Concat(pack(uint16(12), uint16(0), uint32(16+len(all)), uint32(0), uint32(len(runes))), all)
	return slices.Concat(pack(uint16(0), uint16(2), uint16(3), uint16(1), uint32(20), uint16(3), uint16(10), uint32(20+len(four))), four, twelve)
}

// file joins tables. Checksums are left out: nobody who reads a font here
// asks for them.
func file(tables map[string][]byte) []byte {
	names := []string{"OS/2", "cmap", "fvar", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
	names = slices.DeleteFunc(names, func(n string) bool { return tables[n] == nil })
	out := pack(uint32(0x10000), uint16(len(names)), [6]byte{})
	var data []byte
	for _, name := range names {
		table := tables[name]
		out = append(out, name...)
		out = append(out, pack(uint32(0), uint32(12+16*len(names)+len(data)), uint32(len(table)))...)
		data = append(data, table...)
		data = append(data, make([]byte, -len(table)&3)...)
	}
	return append(out, data...)
}

// pack returns values one after another, the high byte first.
func pack(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		_ = binary.Write(&b, binary.BigEndian, v) // never fails for a Buffer and sizes that are known
	}
	return b.Bytes()
}
