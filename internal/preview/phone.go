package preview

import (
	"net"
	"net/http"
	"strconv"

	"daoyin/internal/draw/svg"
	"daoyin/internal/qrcode"
	"daoyin/internal/scene"
)

// Invitation returns the address that lets a telephone in when the preview
// listens on that port; "" if none is let in, or this machine has no address by
// which it could be called.
func (o Options) Invitation(port int) string {
	if o.Token == "" || len(o.Hosts) == 0 {
		return ""
	}
	return "http://" + net.JoinHostPort(o.Hosts[0], strconv.Itoa(port)) + door + o.Token
}

// invitation returns what a page of this machine may show to telephones.
func (s *Server) invitation(r *http.Request) string {
	at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if !ok || !s.local(r) {
		return ""
	}
	return s.opts.Invitation(at.Port)
}

// phone answers with the invitation as a code to be scanned.
func (s *Server) phone(w http.ResponseWriter, r *http.Request) {
	address := s.invitation(r)
	if address == "" {
		http.NotFound(w, r)
		return
	}
	const side = 400
	code, err := qrcode.Modules(address)
	if err == nil {
		var data []byte
		if data, err = svg.Write(scene.Scene{Width: side, Height: side, Title: "用手机看", Shapes: []scene.Shape{qrcode.Draw(code, 0, 0, side)}}, svg.Options{}); err == nil {
			send(w, r, "phone.svg", http.StatusOK, data)
			return
		}
	}
	http.Error(w, err.Error(), http.StatusInternalServerError)
}
