package preview

import (
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
)

// own is where the preview's own addresses begin; no page can have one of them.
const own = "/_preview/"

// door is where a machine that shows the token is let in.
const door = own + "in/"

const cookie = "daoyin-preview"

// welcome tells whether a request may see the site: from this machine, by a name
// that is this machine's (another site's name that leads here is not), or from
// another machine that has the token, if that is wanted.
func (s *Server) welcome(r *http.Request) bool {
	if s.local(r) {
		return true
	}
	if s.opts.Token == "" || !slices.Contains(s.opts.Hosts, hostname(r.Host)) {
		return false
	}
	if shown, ok := strings.CutPrefix(r.URL.Path, door); ok {
		return s.knows(shown)
	}
	c, err := r.Cookie(cookie)
	return err == nil && s.knows(c.Value)
}

func (s *Server) knows(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.opts.Token)) == 1
}

// local tells whether a request comes from this machine and means it.
func (s *Server) local(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && from.Addr().Unmap().IsLoopback() && slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, hostname(r.Host))
}

// hostname returns a Host header without its port.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// ownPage tells whether a request that does something was sent by a page of
// this preview: browsers let no other site set the header without asking.
func ownPage(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	site := r.Header.Get("Sec-Fetch-Site")
	return r.Header.Get("X-Daoyin") == "preview" && origin == "http://"+r.Host && (site == "" || site == "same-origin")
}

// guarded turns a panic of work into an error: a fault of the program must not
// end the preview.
func guarded[T any](work func() (T, error)) (made T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v\n%s", fault, debug.Stack())
		}
	}()
	return work()
}
