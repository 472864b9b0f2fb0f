package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"daoyin"
	"daoyin/internal/preview"
	"daoyin/internal/qrcode"
)

// preview serves the site until it is interrupted.
func (p *program) preview(ctx context.Context, args []string) int {
	var o options
	if code, ok := p.onlyFlags(flags("preview", &o), args); !ok {
		return code
	}
	address, err := netip.ParseAddrPort(o.addr)
	if err != nil || !address.Addr().IsLoopback() {
		return p.misuse("-addr 写成 127.0.0.1:8017 这样，只能是本机的地址；给手机看用 -lan。")
	}
	if err := hasContent(o.site); err != nil {
		return p.tell(nil, err, o, 0)
	}
	settings := preview.Options{Site: o.site, Builtin: daoyin.Files, Out: filepath.Join(o.site, "public"), Now: time.Now,
		OpenFile: func(name string) error { return launch(filepath.Join(o.site, filepath.FromSlash(name))) }}
	if o.lan {
		address = netip.AddrPortFrom(netip.IPv4Unspecified(), address.Port())
		settings.Token, settings.Hosts = rand.Text(), ownAddresses()
	}
	listener, err := listen(address)
	if err != nil {
		return p.fail("没有能用的端口", err)
	}
	server, err := preview.New(ctx, settings)
	if err != nil {
		listener.Close()
		return p.tell(nil, err, o, 0)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	home := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	if address.Addr().Is6() {
		home = net.JoinHostPort("::1", strconv.Itoa(port))
	}
	p.welcome("http://"+home+"/", port != int(address.Port()), address.Port())
	if o.lan {
		p.invite(settings, port)
	}
	if o.open {
		if err := launch("http://" + home + "/"); err != nil {
			fmt.Fprintln(p.out, "没有能自动打开的浏览器。请自己打开浏览器，输入上面的网址。")
		}
	}
	if err := server.Serve(ctx, listener); err != nil {
		return p.fail("预览停了", err)
	}
	fmt.Fprintln(p.out, "预览已经结束。")
	return exitFine
}

// welcome says where the preview is, and how to end it.
func (p *program) welcome(home string, moved bool, wanted uint16) {
	if moved {
		fmt.Fprintf(p.out, "端口 %d 正被别的程序用着，换了一个。\n", wanted)
	}
	fmt.Fprintf(p.out, "导引的预览已经打开：%s\n", home)
	fmt.Fprintf(p.out, "全部页面、大屏、海报：%s_preview/\n", home)
	fmt.Fprintln(p.out, "写好一保存，浏览器里就能看到。这个窗口要一直开着；按 Ctrl+C，或者关上这个窗口，就结束。")
}

// invite shows other machines the way in.
func (p *program) invite(s preview.Options, port int) {
	if len(s.Hosts) == 0 {
		fmt.Fprintln(p.out, "这台机器没有连上网络，手机还看不了。")
		return
	}
	address := "http://" + net.JoinHostPort(s.Hosts[0], strconv.Itoa(port)) + "/_preview/in/" + s.Token
	fmt.Fprintf(p.out, "手机和这台机器连同一个网络，扫码就能看（网址里有密码，不要发给别人）：\n%s\n", address)
	if code, err := qrcode.Modules(address); err == nil {
		fmt.Fprint(p.out, blocks(code))
	}
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

// listen listens at the address, or at the next free port after it.
func listen(address netip.AddrPort) (net.Listener, error) {
	const most = 20
	for port := address.Port(); ; port++ {
		l, err := net.Listen("tcp", netip.AddrPortFrom(address.Addr(), port).String())
		taken := errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES) || err != nil && strings.Contains(err.Error(), "bind:")
		if err == nil || !taken || port == address.Port()+most || port == 65535 {
			return l, err
		}
	}
}

// ownAddresses returns the addresses by which the neighbours know this machine.
func ownAddresses() []string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var hosts []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsPrivate() {
			hosts = append(hosts, n.IP.String())
		}
	}
	return hosts
}

// launch opens a file or an address with what the system has for it.
func launch(what string) error {
	name, args := "xdg-open", []string{what}
	switch runtime.GOOS {
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", what}
	case "darwin":
		name = "open"
	}
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Start(); err != nil {
		return err
	}
	return c.Process.Release()
}
