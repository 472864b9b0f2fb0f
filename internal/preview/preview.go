// Package preview shows editors their site while they write: it serves what
// build would write from memory, takes the site anew when files change, and
// tells browsers about it and about problems.
//
// What it serves is made by package build, byte for byte; only the tag that
// loads the script of the preview is added, and allowed, while serving. It
// writes nothing, and does not talk to the terminal.
package preview

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"daoyin/internal/build"
	"daoyin/internal/content"
	"daoyin/internal/mirror"
	"daoyin/internal/watch"
)

// Options say what is shown, and to whom.
type Options struct {
	Site     string                  // the site's folder
	Builtin  fs.FS                   // the program's own layouts and static files
	Out      string                  // the published folder, to compare with
	Now      func() time.Time        // the clock
	OpenFile func(name string) error // opens a file for editing
	Token    string                  // lets other machines in that name it; "" keeps them out
	Hosts    []string                // addresses of this machine by which they may call it
}

// Server shows one site.
type Server struct {
	opts  Options
	disk  fs.FS
	watch *watch.Watcher

	taking sync.Mutex // held while kept is used
	kept   build.Kept

	mu       sync.Mutex
	state    state
	news     chan struct{}           // closed when state is replaced
	dated    map[string]func() taken // by day, of datedFor
	datedFor *mirror.Mirror
}

// New reads the site and begins to watch it, until ctx ends. An error is a
// failure of the machine; mistakes in the site are shown to those who look.
func New(ctx context.Context, opts Options) (*Server, error) {
	s := &Server{opts: opts, disk: os.DirFS(opts.Site), news: make(chan struct{})}
	var err error
	s.watch, err = watch.Start(ctx, watch.Options{Root: opts.Site, Folders: folders(), Ignore: content.Litter})
	if err != nil {
		return nil, err
	}
	held, err := mirror.Read(s.disk, folders()...)
	if err != nil {
		return nil, err
	}
	s.state.status = s.watch.Status()
	s.look(ctx, held, nil)
	return s, nil
}

// folders are the parts of a site that are read.
func folders() []string { return []string{content.Folder, "layouts", "static"} }

// Serve answers on the listener and follows changes until ctx ends; then it
// ends at once, whoever is still connected.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	var following sync.WaitGroup
	following.Go(func() { s.follow(ctx) })
	following.Go(func() {
		<-ctx.Done()
		server.Close()
	})
	err := server.Serve(listener)
	stop()
	following.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
