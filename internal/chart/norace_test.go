//go:build !race

package chart_test

const randomFlows = 40
