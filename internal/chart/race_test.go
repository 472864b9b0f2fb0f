//go:build race

package chart_test

// randomFlows is small where every step of the search is watched: the chart
// starts no goroutines.
const randomFlows = 3
