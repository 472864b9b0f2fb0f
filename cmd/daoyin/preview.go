package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"daoyin"
	"daoyin/internal/preview"
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
		return p.fail("没有能用的端口，预览打不开。请用 -addr 换一个，例如 -addr 127.0.0.1:9000", err)
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
	defer nameWindow("导引 预览")()
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

// doubleClick is what a double-click on the program does in Windows.
func (p *program) doubleClick(ctx context.Context) int {
	if hasContent(".") == nil {
		return p.preview(ctx, nil)
	}
	here, err := os.Getwd()
	if err != nil {
		return p.fail("不知道现在在哪个文件夹", err)
	}
	nameWindow("导引")
	fmt.Fprintf(p.err, `这是导引（daoyin），把文章做成信访部门的网站、大屏和海报。
双击它，是打开网站的预览；可是它所在的文件夹里没有网站（没有 content 文件夹）：
  %s

已经有网站：把 daoyin.exe 放到网站的文件夹里，和 content 放在一起，再双击。
还没有网站：
  1. 用资源管理器打开上面这个文件夹，在地址栏里输入 cmd，按回车。
  2. 在出来的窗口里输入 daoyin new site xinfang，按回车，就有一个叫 xinfang 的网站。
  3. 把 daoyin.exe 移到 xinfang 里，再双击。
`, here)
	return exitProblems
}

// welcome says where the preview is, and how to end it.
func (p *program) welcome(home string, moved bool, wanted uint16) {
	if moved && wanted != 0 {
		fmt.Fprintf(p.out, "端口 %d 正被别的程序用着，换了一个。\n", wanted)
	}
	fmt.Fprintf(p.out, "导引的预览已经打开：%s\n", home)
	fmt.Fprintf(p.out, "全部页面、大屏、海报：%s_preview/\n", home)
	fmt.Fprintln(p.out, "写好一保存，浏览器里就能看到。这个窗口要一直开着；按 Ctrl+C，或者关上这个窗口，就结束。")
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
