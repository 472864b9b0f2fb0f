package watch

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
	"time"
)

// entry is a file as it was when it was last looked at.
type entry struct {
	stamp
	seen   time.Time // when
	sum    uint64    // of its bytes, 0 if they were not read
	tested bool      // written again since, it would have another stamp
}

// grain is the longest time in which two changes of a file can bear the same
// time: memory cards count in steps of two seconds.
const grain = 2500 * time.Millisecond

// firstEntry is the entry of a file that was there from the start. Only one
// changed just before could change once more without a sign.
func (s site) firstEntry(p string, found stamp, now time.Time) entry {
	e := entry{stamp: found, seen: now, tested: now.UnixNano()-found.time > int64(grain)}
	if !e.tested {
		e.sum = s.sum(p)
	}
	return e
}

// same tells whether a file with an equal stamp also says the same, as far as
// can be known.
func (s site) same(p string, e *entry, now time.Time) bool {
	if e.tested {
		return true
	}
	if e.sum != 0 && s.sum(p) != e.sum {
		return false
	}
	e.tested = now.Sub(e.seen) > grain
	return true
}

// sum returns a number for what a file says; 0 if it cannot be read.
func (s site) sum(p string) uint64 {
	f, err := os.Open(s.at(p))
	if err != nil {
		return 0
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return 0
	}
	return max(binary.BigEndian.Uint64(h.Sum(nil)), 1)
}
