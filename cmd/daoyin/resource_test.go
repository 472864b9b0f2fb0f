package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// Types of resources, as Windows numbers them.
const (
	resIcon      = 3
	resGroupIcon = 14
	resVersion   = 16
	resManifest  = 24
)

// What is linked into the program for Windows is what its sources say; who
// changes one of them runs go generate.
func TestResourceAgreesWithItsSources(t *testing.T) {
	found := resources(t, "resource_windows_amd64.syso")
	var source struct {
		Icons    map[string]map[string][]string `json:"RT_GROUP_ICON"`
		Versions map[string]map[string]struct {
			Fixed struct {
				File    string `json:"file_version"`
				Product string `json:"product_version"`
			} `json:"fixed"`
			Info map[string]map[string]string `json:"info"`
		} `json:"RT_VERSION"`
	}
	if err := json.Unmarshal(readFile(t, "winres/winres.json"), &source); err != nil {
		t.Fatal(err)
	}
	if m := found[resManifest]; len(m) != 1 || !bytes.Equal(m[0], readFile(t, "winres/manifest.xml")) {
		t.Errorf("the manifest is %q", m)
	}
	for _, want := range []string{`level="asInvoker"`, ">UTF-8</activeCodePage>", ">true</longPathAware>"} {
		if !strings.Contains(string(bytes.Join(found[resManifest], nil)), want) {
			t.Errorf("the manifest lacks %s", want)
		}
	}

	if len(found[resGroupIcon]) != 1 {
		t.Errorf("%d icons", len(found[resGroupIcon]))
	}
	var sizes []int
	icons := found[resIcon]
	for i, name := range source.Icons["APP"]["0000"] {
		want, err := png.Decode(bytes.NewReader(readFile(t, "winres/"+name)))
		if err != nil {
			t.Fatal(name, err)
		}
		sizes = append(sizes, want.Bounds().Dx())
		if i >= len(icons) {
			t.Fatalf("%s is not linked in", name)
		}
		got, err := png.Decode(bytes.NewReader(icons[i]))
		if err != nil {
			t.Fatal(name, err)
		}
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s: %v, want %v", name, got.Bounds(), want.Bounds())
		}
		for y := range want.Bounds().Dy() {
			for x := range want.Bounds().Dx() {
				if fmt.Sprint(got.At(x, y).RGBA()) != fmt.Sprint(want.At(x, y).RGBA()) {
					t.Fatalf("%s differs at %d,%d", name, x, y)
				}
			}
		}
	}
	if want := []int{256, 128, 64, 48, 40, 32, 24, 20, 16}; !slices.Equal(sizes, want) || len(icons) != len(want) {
		t.Errorf("%d icons of sizes %v, want %v", len(icons), sizes, want)
	}

	version := source.Versions["#1"]["0000"]
	if version.Fixed.File != release+".0" || version.Fixed.Product != release+".0" {
		t.Errorf("winres.json says %v, the program %s", version.Fixed, release)
	}
	info := version.Info["0804"]
	if len(version.Info) != 1 || info["FileVersion"] != release || info["ProductVersion"] != release || info["ProductName"] != "导引" {
		t.Errorf("winres.json says %v", version.Info)
	}
	if len(found[resVersion]) != 1 {
		t.Fatalf("%d versions", len(found[resVersion]))
	}
	linked := found[resVersion][0]
	for _, key := range slices.Sorted(maps.Keys(info)) {
		if got := versionString(linked, key); got != info[key] {
			t.Errorf("%s is %q, want %q", key, got, info[key])
		}
	}
	var number [4]uint16 // of VS_FIXEDFILEINFO, behind its signature
	at := bytes.Index(linked, []byte{0xBD, 0x04, 0xEF, 0xFE}) + 8
	for i, j := range []int{2, 0, 6, 4} {
		number[i] = binary.LittleEndian.Uint16(linked[at+j:])
	}
	if got := fmt.Sprintf("%d.%d.%d.%d", number[0], number[1], number[2], number[3]); got != version.Fixed.File {
		t.Errorf("the file is of version %s, want %s", got, version.Fixed.File)
	}
}

// resources returns the data of each type of resource in an object file.
func resources(t *testing.T, name string) map[uint32][][]byte {
	t.Helper()
	object, err := pe.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer object.Close()
	section := object.Section(".rsrc")
	if object.Machine != pe.IMAGE_FILE_MACHINE_AMD64 || section == nil {
		t.Fatalf("%s is of machine %#x and has sections %v", name, object.Machine, object.Sections)
	}
	data, err := section.Data()
	if err != nil {
		t.Fatal(err)
	}
	found := map[uint32][][]byte{}
	u32 := func(at uint32) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	const folder = 1 << 31 // in an offset: leads to another table
	var walk func(table, kind uint32, top bool)
	walk = func(table, kind uint32, top bool) {
		named, numbered := binary.LittleEndian.Uint16(data[table+12:]), binary.LittleEndian.Uint16(data[table+14:])
		for i := range uint32(named) + uint32(numbered) {
			entry := table + 16 + 8*i
			if top {
				kind = u32(entry)
			}
			if to := u32(entry + 4); to&folder != 0 {
				walk(to&^folder, kind, false)
			} else {
				found[kind] = append(found[kind], data[u32(to):u32(to)+u32(to+4)])
			}
		}
	}
	walk(0, 0, true)
	return found
}

// versionString returns the text that stands behind a key.
func versionString(data []byte, key string) string {
	wide := func(s string) (b []byte) {
		for _, u := range append(utf16.Encode([]rune(s)), 0) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return b
	}
	at := bytes.Index(data, wide(key))
	if at < 6 {
		return ""
	}
	length := int(binary.LittleEndian.Uint16(data[at-4:])) // in characters, the last is 0
	at = (at + len(wide(key)) + 3) &^ 3
	var text []uint16
	for i := range length - 1 {
		text = append(text, binary.LittleEndian.Uint16(data[at+2*i:]))
	}
	return string(utf16.Decode(text))
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
