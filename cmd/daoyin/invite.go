package main

import (
	"fmt"
	"os"
	"strings"

	"daoyin/internal/preview"
	"daoyin/internal/qrcode"
)

// invite shows other machines the way in.
func (p *program) invite(s preview.Options, port int) {
	address := s.Invitation(port)
	if address == "" {
		fmt.Fprintln(p.out, "这台机器没有连上网络，手机还看不了。")
		return
	}
	fmt.Fprintf(p.out, "手机和这台机器连同一个网络，扫码就能看（网址里有密码，不要发给别人）：\n%s\n", address)
	if code, err := qrcode.Modules(address); err == nil {
		p.picture(code)
	}
}

// picture draws a code with what the terminal has.
func (p *program) picture(code [][]bool) {
	f, ok := p.out.(*os.File)
	if wide := ok && columns(f, "█▄▀") > 3; !wide {
		fmt.Fprint(p.out, blocks(code))
		return
	}
	tiles(f, code)
	fmt.Fprintln(p.out, "二维码看不全的，把窗口放到最大，再往上翻。")
}

// blocks writes a code for a terminal, two rows of modules on a line: light on
// dark or dark on light, telephones read both.
func blocks(code [][]bool) string {
	var b strings.Builder
	dark := func(x, y int) bool { return y >= 0 && y < len(code) && x >= 0 && x < len(code) && code[y][x] }
	for y := -qrcode.Quiet; y < len(code)+qrcode.Quiet; y += 2 {
		for x := -qrcode.Quiet; x < len(code)+qrcode.Quiet; x++ {
			upper, lower := dark(x, y), dark(x, y+1)
			switch {
			case upper && lower:
				b.WriteRune(' ')
			case upper:
				b.WriteRune('▄')
			case lower:
				b.WriteRune('▀')
			default:
				b.WriteRune('█')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
