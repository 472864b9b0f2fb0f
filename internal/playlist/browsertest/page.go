package browsertest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"
)

// Page is a tab.
type Page struct {
	t       testing.TB
	b       *Browser
	session string
	events  chan event
}

// Page opens an empty tab in a profile of its own, width×height CSS pixels of
// one device pixel each.
func (b *Browser) Page(t testing.TB, width, height int) *Page {
	t.Helper()
	var context struct{ BrowserContextID string }
	must(t, b.call("", "Target.createBrowserContext", nil, &context))
	var target struct{ TargetID string }
	must(t, b.call("", "Target.createTarget", map[string]any{
		"url": "about:blank", "browserContextId": context.BrowserContextID, "width": width, "height": height,
	}, &target))
	var attached struct{ SessionID string }
	must(t, b.call("", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached))
	p := &Page{t: t, b: b, session: attached.SessionID, events: make(chan event, 1<<14)}
	b.mu.Lock()
	b.events[p.session] = p.events
	b.mu.Unlock()
	t.Cleanup(func() {
		b.call("", "Target.disposeBrowserContext", map[string]any{"browserContextId": context.BrowserContextID}, nil)
	})
	p.Call("Page.enable", nil, nil)
	p.Size(width, height, 1)
	return p
}

// Size makes the tab width×height CSS pixels of scale device pixels each.
func (p *Page) Size(width, height int, scale float64) {
	p.t.Helper()
	p.Call("Emulation.setDeviceMetricsOverride", map[string]any{
		"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false,
	}, nil)
}

// Call sends a command of the protocol; result may be nil.
func (p *Page) Call(method string, params map[string]any, result any) {
	p.t.Helper()
	must(p.t, p.b.call(p.session, method, params, result))
}

// Open goes to an address and waits until it is loaded.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.Go(url)
	p.Wait("Page.loadEventFired", nil)
}

// Go goes to an address and does not wait.
func (p *Page) Go(url string) {
	p.t.Helper()
	p.drain()
	var result struct{ ErrorText string }
	p.Call("Page.navigate", map[string]any{"url": url}, &result)
	if result.ErrorText != "" {
		p.t.Fatalf("%s: %s", url, result.ErrorText)
	}
}

// OnOpen runs a script in every document before its own.
func (p *Page) OnOpen(script string) {
	p.t.Helper()
	p.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": script}, nil)
}

// Eval stores the value of an expression, or of its promise, in v (may be nil).
func (p *Page) Eval(expression string, v any) {
	p.t.Helper()
	var r struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	p.Call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &r)
	if e := r.ExceptionDetails; e != nil {
		p.t.Fatalf("%s: %s %s", expression, e.Text, e.Exception.Description)
	}
	if v != nil {
		if err := json.Unmarshal(r.Result.Value, v); err != nil {
			p.t.Fatalf("%s gives %s: %v", expression, r.Result.Value, err)
		}
	}
}

// Until waits until an expression is true; it looks every 20 ms. The page may be
// loaded anew meanwhile: a question that is lost with the old one is asked again.
func (p *Page) Until(expression string) {
	p.t.Helper()
	const lost = 5 * time.Second
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		var r struct{ Result struct{ Value bool } }
		err := p.b.callWithin(lost, p.session, "Runtime.evaluate", map[string]any{"expression": "!!(" + expression + ")", "returnByValue": true}, &r)
		if err == nil && r.Result.Value {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("not within 30 s: %s (%v)", expression, err)
		}
	}
}

// Wait waits for an event of the protocol and passes over others; v may be nil.
func (p *Page) Wait(method string, v any) {
	p.t.Helper()
	limit := time.After(patience)
	for {
		select {
		case e := <-p.events:
			if e.Method == method {
				if v != nil {
					must(p.t, json.Unmarshal(e.Params, v))
				}
				return
			}
		case <-limit:
			p.t.Fatalf("%s: has not come in %s", method, patience)
		}
	}
}

func (p *Page) drain() {
	for {
		select {
		case <-p.events:
		default:
			return
		}
	}
}

// Picture returns what is seen.
func (p *Page) Picture() image.Image {
	p.t.Helper()
	var shot struct{ Data string }
	p.Call("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	return p.decode(shot.Data)
}

// OpenAt goes to an address with the page's clock at start, and lets time
// pass as fast as the page can work it off. The clock then stands still.
func (p *Page) OpenAt(url string, start time.Time, passing time.Duration) {
	p.t.Helper()
	p.Call("Emulation.setVirtualTimePolicy", map[string]any{"policy": "pause", "initialVirtualTime": float64(start.UnixMilli()) / 1000}, nil)
	p.Go(url)
	p.Wait("Page.frameNavigated", nil)
	p.Pass(passing)
}

// Pass lets more time pass in a page that was opened by OpenAt.
func (p *Page) Pass(passing time.Duration) {
	p.t.Helper()
	p.drain()
	p.Call("Emulation.setVirtualTimePolicy", map[string]any{
		"policy": "pauseIfNetworkFetchesPending", "budget": passing.Milliseconds(), "maxVirtualTimeTaskStarvationCount": 10000,
	}, nil)
	p.Wait("Emulation.virtualTimeBudgetExpired", nil)
}

// Frames returns every frame that the page paints while d passes.
func (p *Page) Frames(d time.Duration) []image.Image {
	p.t.Helper()
	p.drain()
	p.Call("Page.startScreencast", map[string]any{"format": "png", "everyNthFrame": 1}, nil)
	var frames []image.Image
	for end := time.After(d); ; {
		select {
		case e := <-p.events:
			var f struct {
				Data      string
				SessionID int
			}
			if e.Method != "Page.screencastFrame" {
				continue
			}
			must(p.t, json.Unmarshal(e.Params, &f))
			p.Call("Page.screencastFrameAck", map[string]any{"sessionId": f.SessionID}, nil)
			frames = append(frames, p.decode(f.Data))
		case <-end:
			p.Call("Page.stopScreencast", nil, nil)
			return frames
		}
	}
}

// Requests returns the addresses that were asked for since the page was opened,
// its own and data in addresses left out. Network.enable must have been called.
func (p *Page) Requests() []string {
	p.t.Helper()
	var all []string
	for {
		select {
		case e := <-p.events:
			var r struct {
				DocumentURL string
				Request     struct{ URL string }
			}
			if e.Method != "Network.requestWillBeSent" {
				continue
			}
			must(p.t, json.Unmarshal(e.Params, &r))
			if r.Request.URL != r.DocumentURL && !strings.HasPrefix(r.Request.URL, "data:") {
				all = append(all, r.Request.URL)
			}
		default:
			return all
		}
	}
}

func (p *Page) decode(data string) image.Image {
	p.t.Helper()
	raw, err := base64.StdEncoding.DecodeString(data)
	must(p.t, err)
	picture, err := png.Decode(bytes.NewReader(raw))
	must(p.t, err)
	return picture
}
