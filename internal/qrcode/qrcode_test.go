package qrcode

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daoyin/internal/draw/drawtest"
	"daoyin/internal/draw/png"
	"daoyin/internal/scene"
)

var addresses = []string{
	"https://example.gov.cn/guides/xinfang.html",
	"https://example.gov.cn/xfj/导引/信访事项办理.html",
	"tel:057112345678",
}

// A telephone reads the code, on a screen and where modules are not whole
// pixels.
func TestCanBeRead(t *testing.T) {
	zbarimg := drawtest.Tool(t, "zbarimg")
	for _, address := range addresses {
		for _, size := range []float64{85, 101.3, 200, 260} {
			modules, err := Modules(address)
			if err != nil {
				t.Fatal(err)
			}
			s := scene.Scene{Width: 300, Height: 300, Background: 0x14304F, Shapes: []scene.Shape{Draw(modules, 10.5, 20, size)}}
			picture, err := png.Write(s, png.Options{Width: 600, Height: 600})
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(t.TempDir(), "qr.png")
			if err := os.WriteFile(name, picture, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(zbarimg, "--quiet", "--raw", name).Output()
			if got := strings.TrimSpace(string(out)); err != nil || got != address {
				t.Errorf("%s at %v: read %q, %v", address, size, got, err)
			}
		}
	}
}

func TestDraw(t *testing.T) {
	for _, address := range addresses {
		modules, err := Modules(address)
		if err != nil {
			t.Fatal(err)
		}
		black := 0
		for _, row := range modules {
			if len(row) != len(modules) {
				t.Fatalf("%d columns in %d rows", len(row), len(modules))
			}
			for _, b := range row {
				if b {
					black++
				}
			}
		}
		for _, size := range []float64{50, 200, 203.7} {
			g := Draw(modules, 3, 7, size)
			module, area := math.Inf(1), 0.0
			parts := g.Shapes[1].(scene.Path).Parts
			for i := 0; i < len(parts); i += 5 {
				a, c := parts[i], parts[i+2]
				module = min(module, c.Y-a.Y)
				area += (c.X - a.X) * (c.Y - a.Y)
				quiet := Quiet*module - 1e-9
				if a.X < 3+quiet || a.Y < 7+quiet || c.X > 3+size-quiet || c.Y > 7+size-quiet {
					t.Errorf("size %v: %v to %v is in the quiet zone", size, a, c)
				}
				if module > 4.1 && (a.X != math.Trunc(a.X) || c.Y != math.Trunc(c.Y)) {
					t.Errorf("size %v: %v is between pixels", size, a)
				}
			}
			if want := float64(black) * module * module; math.Abs(area-want) > 1e-6*want {
				t.Errorf("size %v: %v is black, want %v", size, area, want)
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("信", 2000)} {
		if _, err := Modules(text); err == nil {
			t.Errorf("a code for %d bytes", len(text))
		}
	}
}

func BenchmarkModules(b *testing.B) {
	for b.Loop() {
		Modules(addresses[0])
	}
}
