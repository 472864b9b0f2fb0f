// Package daoyin carries what the single program needs in an empty folder:
// the built-in layouts and static files, and the laws and calendar that a new
// site starts with. It holds no code.
package daoyin

import "embed"

// Files holds layouts/, static/ and the data files of content/ that are the
// same for every bureau.
//
//go:embed all:layouts static content/laws content/calendar.yaml
var Files embed.FS
