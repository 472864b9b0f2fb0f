package main

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"daoyin/internal/qrcode"
)

// A port that is taken is no reason to stop; the next is taken, and said.
func TestPreviewTakesTheNextFreePort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	l, err := listen(netip.MustParseAddrPort(address))
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if l.Addr().String() == address {
		t.Error("the port was not taken")
	}
	var out, bad bytes.Buffer
	ctx, stop := context.WithTimeout(t.Context(), 500*time.Millisecond) // what Ctrl-C does
	defer stop()
	code := run(ctx, []string{"preview", "-site", "../..", "-open=false", "-addr", address}, &out, &bad)
	if code != exitFine || !strings.Contains(out.String(), "正被别的程序用着") || !strings.Contains(out.String(), "预览已经结束") {
		t.Errorf("%d\n%s%s", code, out.String(), bad.String())
	}
}

func TestPreviewIsForThisMachine(t *testing.T) {
	for _, address := range []string{"0.0.0.0:8017", "192.168.1.2:8017", ":8017", "8017", "www.example.gov.cn:80"} {
		var out, bad bytes.Buffer
		if code := run(t.Context(), []string{"preview", "-addr", address}, &out, &bad); code != exitMisuse {
			t.Errorf("%s: %d", address, code)
		}
	}
}

// What stands in the terminal is the code, with its quiet zone, two rows of it
// on a line.
func TestCodesInTheTerminalAreTheCode(t *testing.T) {
	code, err := qrcode.Modules("http://192.168.1.2:8017/")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(blocks(code), "\n"), "\n")
	for y := -qrcode.Quiet; y < len(code)+qrcode.Quiet; y++ {
		for x := -qrcode.Quiet; x < len(code)+qrcode.Quiet; x++ {
			row := y + qrcode.Quiet
			light := map[rune][2]bool{'█': {true, true}, '▀': {true, false}, '▄': {false, true}, ' ': {}}
			shown := !light[[]rune(lines[row/2])[x+qrcode.Quiet]][row%2]
			inside := y >= 0 && y < len(code) && x >= 0 && x < len(code)
			if want := inside && code[y][x]; shown != want {
				t.Fatalf("module %d,%d is %v, want %v", x, y, shown, want)
			}
		}
	}
}

// A double-click in a folder without a site: it is said which folder that is,
// and what to do.
func TestDoubleClickWithoutSite(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	var out, bad bytes.Buffer
	p := &program{out: &out, err: &bad}
	if code := p.doubleClick(t.Context()); code != exitProblems {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{folder, "没有 content 文件夹", "daoyin new site "} {
		if !strings.Contains(bad.String(), want) {
			t.Errorf("%q is not said:\n%s", want, bad.String())
		}
	}
}
