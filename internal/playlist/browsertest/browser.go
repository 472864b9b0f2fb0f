// Package browsertest drives a headless Chromium over the DevTools protocol,
// through a pair of pipes and with the standard library alone. It is for tests
// and no part of the program.
package browsertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"testing"
	"time"
)

// patience is how long one command may take; the longest lets a month go by.
const patience = 2 * time.Minute

// Browser is a running Chromium. Its pages may be used side by side.
type Browser struct {
	in io.Writer

	mu     sync.Mutex
	last   int
	calls  map[int]chan answer
	events map[string]chan event // by session
}

type answer struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

type event struct {
	Method string
	Params json.RawMessage
}

type message struct {
	ID        int             `json:"id"`
	SessionID string          `json:"sessionId"`
	Method    string          `json:"method"`
	Params    json.RawMessage `json:"params"`
	Result    json.RawMessage `json:"result"`
	Error     *struct{ Message string }
}

// Start starts Chromium for as long as the test runs. Where there is none the
// test is skipped; in CI, where the variable CI is set, it fails.
func Start(t testing.TB, flags ...string) *Browser {
	t.Helper()
	program := find()
	if program == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium: in CI the player must be tried in a browser")
		}
		t.Skip("NOT TESTED: no Chromium on this machine to try the player in")
	}
	toBrowser, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, fromBrowser, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{
		"--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
		"--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
		"--force-color-profile=srgb", "--user-data-dir=" + t.TempDir(),
	}, flags...)...)
	cmd.ExtraFiles = []*os.File{toBrowser, fromBrowser} // its files 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatalf("chromium: %v", err)
	}
	toBrowser.Close()
	fromBrowser.Close()
	b := &Browser{in: in, calls: map[int]chan answer{}, events: map[string]chan event{}}
	go b.read(out)
	t.Cleanup(func() {
		b.call("", "Browser.close", nil, nil)
		if !finished(cmd, 10*time.Second) {
			cmd.Process.Kill()
			finished(cmd, 10*time.Second)
		}
		in.Close()
		out.Close()
	})
	return b
}

func find() string {
	if runtime.GOOS == "windows" { // gives a program no further files
		return ""
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func finished(cmd *exec.Cmd, within time.Duration) bool {
	done := make(chan struct{})
	go func() { cmd.Wait(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(within):
		return false
	}
}

// read hands what the browser says to whoever waits for it.
func (b *Browser) read(out io.Reader) {
	r := bufio.NewReaderSize(out, 1<<20)
	for {
		text, err := r.ReadBytes(0)
		if err != nil {
			b.hangUp()
			return
		}
		var m message
		if json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &m) != nil {
			continue
		}
		b.mu.Lock()
		if m.ID != 0 {
			if c := b.calls[m.ID]; c != nil {
				c <- answer{m.Result, m.Error}
				delete(b.calls, m.ID)
			}
		} else if c := b.events[m.SessionID]; c != nil {
			select {
			case c <- event{m.Method, m.Params}:
			default: // nobody waits for these
			}
		}
		b.mu.Unlock()
	}
}

func (b *Browser) hangUp() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, c := range b.calls {
		c <- answer{Error: &struct{ Message string }{"the browser has gone"}}
		delete(b.calls, id)
	}
}

func (b *Browser) call(session, method string, params, result any) error {
	return b.callWithin(patience, session, method, params, result)
}

func (b *Browser) callWithin(limit time.Duration, session, method string, params, result any) error {
	c := make(chan answer, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.calls[id] = c
	b.mu.Unlock()
	command := map[string]any{"id": id, "method": method}
	if params != nil {
		command["params"] = params
	}
	if session != "" {
		command["sessionId"] = session
	}
	text, err := json.Marshal(command)
	if err != nil {
		return err
	}
	b.mu.Lock()
	_, err = b.in.Write(append(text, 0))
	b.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case a := <-c:
		if a.Error != nil {
			return fmt.Errorf("%s: %s", method, a.Error.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(a.Result, result)
	case <-time.After(limit):
		return fmt.Errorf("%s: no answer in %s", method, limit)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
