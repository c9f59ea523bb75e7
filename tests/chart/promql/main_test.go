// Asks Prometheus' own engine the queries of the chart.
//
// QUERIES names a JSON file: {"load": series in promtool's notation, "minutes": when to ask, "queries": {name: PromQL}}.
// The answers go to stdout, one JSON object a line: {"name", "error", "samples": [{"labels", "value"}]}.
package promql

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/storage"
)

type question struct {
	Load    string            `json:"load"`
	Minutes int               `json:"minutes"`
	Queries map[string]string `json:"queries"`
}

type sample struct {
	Labels map[string]string `json:"labels"`
	Value  string            `json:"value"`
}

type answer struct {
	Name    string   `json:"name"`
	Error   string   `json:"error,omitempty"`
	Samples []sample `json:"samples"`
}

func TestQueries(t *testing.T) {
	text, err := os.ReadFile(os.Getenv("QUERIES"))
	if err != nil {
		t.Fatal(err)
	}
	var asked question
	if err := json.Unmarshal(text, &asked); err != nil {
		t.Fatal(err)
	}
	series := promqltest.LoadedStorage(t, asked.Load)
	engine := promqltest.NewTestEngine(t, false, 5*time.Minute, 1_000_000)
	at := time.Unix(0, 0).Add(time.Duration(asked.Minutes) * time.Minute)
	for name, expr := range asked.Queries {
		out, err := json.Marshal(ask(engine, series, name, expr, at))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(string(out))
	}
}

func ask(engine *promql.Engine, series storage.Queryable, name, expr string, at time.Time) answer {
	query, err := engine.NewInstantQuery(context.Background(), series, nil, expr, at)
	if err != nil {
		return answer{Name: name, Error: err.Error()}
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return answer{Name: name, Error: result.Err.Error()}
	}
	out := answer{Name: name, Samples: []sample{}}
	vector, err := result.Vector()
	if err != nil {
		return answer{Name: name, Error: err.Error()}
	}
	for _, s := range vector {
		out.Samples = append(out.Samples, sample{Labels: s.Metric.Map(), Value: fmt.Sprint(s.F)})
	}
	return out
}
