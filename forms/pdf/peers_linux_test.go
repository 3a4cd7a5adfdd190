package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/forms/letter"
)

// peer is another engine that makes PDF of the same letters, a batch a process.
type peer struct {
	name, ext   string
	tool, needs string // what runs, and what tells that it is installed
	batch       int    // letters a process: what a patient reader will wait for
	source      func(letter.Letter) string
	args        func(b bench, files []string) []string
}

// bench is where the peers work.
type bench struct{ dir, scripts, fonts, node string }

func peers() []peer {
	return []peer{
		{"Typst", ".typ", "node", "node", 100, typstSource, func(b bench, files []string) []string {
			return append([]string{b.scripts + "/typst.mjs", b.fonts}, files...)
		}},
		{"LibreOffice", ".fodt", "soffice", "soffice", 20, odtSource, func(b bench, files []string) []string {
			return append([]string{"-env:UserInstallation=file://" + b.dir + "/profile", "--headless", "--convert-to", "pdf", "--outdir", b.dir}, files...)
		}},
		{"WeasyPrint", ".html", "/usr/bin/python3", "weasyprint", 5, htmlSource, func(b bench, files []string) []string {
			return append([]string{b.scripts + "/weasy.py"}, files...)
		}},
	}
}

// numbered gives the two-page letter under its own number and name, so that no
// engine sees one letter twice.
func numbered(n int) letter.Letter {
	l := twoPages()
	l.Number = fmt.Sprintf("青信修决〔2026〕%d号", n)
	name := fmt.Sprintf("青川市𬬭源第%d建材有限公司", n)
	for i, p := range l.Paragraphs {
		l.Paragraphs[i].Text = strings.ReplaceAll(p.Text, "青川市𬬭源建材有限公司", name)
	}
	l.Addressee = strings.ReplaceAll(l.Addressee, "青川市𬬭源建材有限公司", name)
	return l
}

// BenchmarkBesidePeers makes the same letters with this renderer and, in turn, with
// each peer that is installed (make bench installs them; CASEDESK_PEERS names the
// folder of the npm package), and tells the CPU of a letter and its ratio to ours.
// The peers' start counts, for they are started for a batch; ours includes laying out,
// the QR code and the attached record, which theirs lack.
func BenchmarkBesidePeers(b *testing.B) {
	for b.Loop() { // measured below, once; the loop would forget what is reported before it
	}
	w := bench{dir: b.TempDir(), node: os.Getenv("CASEDESK_PEERS")}
	w.scripts, _ = filepath.Abs("testdata/peers")
	w.fonts, _ = filepath.Abs("../../assets/fonts")
	testLibrary().FontSet()
	const ours = 200
	before := cpuSeconds()
	for n := range ours {
		if _, err := Render(testLibrary(), numbered(n)); err != nil {
			b.Fatal(err)
		}
	}
	own := (cpuSeconds() - before) / ours
	b.ReportMetric(own*1000, "cpu-ms/letter")
	for _, p := range peers() {
		if _, err := exec.LookPath(p.needs); err != nil {
			b.Logf("%s not measured: %v", p.name, err)
			continue
		}
		cpu, err := p.run(w)
		if err != nil {
			b.Errorf("%s: %v", p.name, err)
			continue
		}
		b.ReportMetric(cpu*1000, p.name+"-cpu-ms/letter")
		b.ReportMetric(cpu/own, p.name+"-ratio")
	}
}

// run gives the CPU seconds of a letter in one batch; each file must be a PDF with
// the letter's own number.
func (p peer) run(w bench) (float64, error) {
	var files []string
	for n := range p.batch {
		file := filepath.Join(w.dir, fmt.Sprintf("%s-%d%s", p.name, n, p.ext))
		if err := os.WriteFile(file, []byte(p.source(numbered(n))), 0o600); err != nil {
			return 0, err
		}
		files = append(files, file)
	}
	config := filepath.Join(w.dir, "fonts.conf")
	text := "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" + w.fonts +
		"</dir><cachedir>" + w.dir + "/cache</cachedir></fontconfig>"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return 0, err
	}
	cmd := exec.Command(p.tool, p.args(w, files)...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+config, "HOME="+w.dir)
	cmd.Dir = w.dir
	if w.node != "" && p.tool == "node" {
		cmd.Dir = w.node
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w: %.300s", err, out)
	}
	for n, f := range files {
		if err := isLetter(strings.TrimSuffix(f, p.ext)+".pdf", fmt.Sprintf("〔2026〕%d号", n)); err != nil {
			return 0, err
		}
	}
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() / float64(p.batch), nil
}

// isLetter wants two pages, our faces and the number.
func isLetter(file, number string) error {
	text, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		return err
	}
	tight := strings.ReplaceAll(string(text), " ", "") // some put spaces between digits and Han
	if pages := strings.Count(tight, "\f"); !strings.Contains(tight, number) || pages != 2 {
		return fmt.Errorf("%s: %d pages, number there: %v", filepath.Base(file), pages, strings.Contains(tight, number))
	}
	fonts, err := exec.Command("pdffonts", file).Output()
	if err != nil {
		return err
	}
	for _, want := range []string{"NotoSerifSC", "NotoSansSC", "LXGWWenKai"} {
		if !bytes.Contains(bytes.ReplaceAll(fonts, []byte("-"), nil), []byte(want)) {
			return fmt.Errorf("%s lacks %s", filepath.Base(file), want)
		}
	}
	return nil
}
