#!/usr/bin/python3
"""Does a browser show the page of `report --format html`: no error, no request, sorted and filtered, on a phone, without script, on paper?

usage: page_test.py ALLOCSCALE    (from CTest, before a release; needs the Debian packages chromium, gnuplot-nox
and poppler-utils)
"""

import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

ALLOCSCALE = None
# What the browser is asked within the page; the answer is put at its end.
DRIVER = """
<script>
window.addEventListener('load', () => {
  const said = {};
  const table = document.querySelector('table.sortable');
  const column = (n) => [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[n].textContent);
  const button = table.tHead.rows[0].cells[1].querySelector('button');
  said.before = column(1);
  button.click();
  said.ascending = column(1);
  said.sorted = table.tHead.rows[0].cells[1].getAttribute('aria-sort');
  button.click();
  said.descending = column(1);
  button.click();
  said.again = column(1);
  const parts = [...document.querySelectorAll('[data-part-of="task0-table"]')];
  said.parts = parts.length;
  parts[1].tHead.rows[0].cells[2].querySelector('button').click();
  const keys = (part) => [...part.tBodies[0].rows].map((row) => row.cells[0].textContent + row.cells[1].textContent);
  said.moved = JSON.stringify(keys(parts[0])) !== JSON.stringify(said.keys = keys(parts[1]));
  const time = table.tHead.rows[0].cells[2].querySelector('button');
  time.click();
  said.times = column(2);
  const input = document.querySelector('.filter input');
  input.value = 'mimalloc';
  input.dispatchEvent(new Event('input'));
  said.filtered = column(1);
  said.together = parts.every((part) => [...part.tBodies[0].rows].filter((row) => !row.hidden).length === said.filtered.length);
  said.status = document.getElementById('status').textContent;
  said.requests = performance.getEntriesByType('resource').length;
  said.width = innerWidth;
  // What is not seen is not laid out before it is scrolled to.
  said.later = [...document.querySelectorAll('section')].filter((one) => getComputedStyle(one).contentVisibility === 'auto').length;
  for (const one of document.querySelectorAll('section')) one.style.contentVisibility = 'visible';
  said.overflow = document.documentElement.scrollWidth - innerWidth;
  said.figures = [...document.querySelectorAll('figure')].map((one) => one.dataset.figure);
  said.high = [...document.querySelectorAll('figure svg')].every((one) => one.getBoundingClientRect().height > 50);
  said.named = [...document.querySelectorAll('figure svg')].every((one) => one.querySelector('title').textContent);
  location.hash = '#word-twin';
  setTimeout(() => {
    said.opened = document.getElementById('word-twin').closest('details').open;
    const end = document.createElement('pre');
    end.id = 'said';
    end.textContent = JSON.stringify(said);
    document.body.append(end);
  }, 100);
});
</script>
"""


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.call("run", "quick", "--kernel", "concat", "--size", "300", "--iterations", "4", "--workers", "1,2", "--blocks", "3", "--alloc",
                 "mimalloc,jemalloc", "--layout", "boxed,contiguous", "--store", "quick.db")
        cls.hostile = "<img src=http://x.invalid/><script>x</script> שלום 😀 " + "w" * 10_000
        cls.call("exec", "--name", cls.hostile, "--blocks", "2", "--workers", "1,2", "--alloc", "mimalloc", "--store", "odd.db", "--", "/bin/true")
        cls.pages = {store: cls.call("report", "--format", "html", "--store", f"{store}.db") for store in ("quick", "odd")}

    @classmethod
    def call(cls, *words):
        done = subprocess.run([ALLOCSCALE, *words], cwd=cls.folder, env={**os.environ, "ALLOCSCALE_MACHINE_LOCK": "/dev/null"},
                              capture_output=True, text=True, check=False, timeout=200)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def browse(self, page, *options, width=1280, profile=None):
        """The document after it has run, and what the browser's console said."""
        file = self.folder / "page.html"
        file.write_text(page)
        done = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000",
                               f"--user-data-dir={profile or self.folder / 'profile'}", f"--window-size={width},900", *options, "--dump-dom", file.as_uri()],
                              capture_output=True, text=True, check=True, timeout=120)
        return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    def asked(self, page, **options):
        document, console = self.browse(page.replace("</body>", DRIVER + "</body>"), **options)
        self.assertEqual(console, [])
        return json.loads(html.unescape(re.search(r'<pre id="said">(.*?)</pre>', document, re.S).group(1)))

    def test_sorts_filters_and_asks_for_nothing(self):
        said = self.asked(self.pages["quick"])
        self.assertEqual(said["ascending"], sorted(said["before"]))
        self.assertEqual(said["descending"], sorted(said["before"], reverse=True))
        self.assertEqual(said["again"], said["before"])
        self.assertEqual(said["sorted"], "ascending")
        scale = {"ns": 1, "µs": 1e3, "ms": 1e6, "s": 1e9}
        times = [float(text.split()[0]) * scale[text.split()[1]] for text in said["times"]]
        self.assertEqual(times, sorted(times))
        self.assertEqual(set(said["filtered"]), {"mimalloc"})
        self.assertRegex(said["status"], r"2 of \d rows")
        # The parts of a wide table have the same rows, in the same order.
        self.assertGreater(said["parts"], 2)
        self.assertFalse(said["moved"])
        self.assertTrue(said["together"])
        self.assertEqual(said["requests"], 0)
        self.assertEqual(said["later"], self.pages["quick"].count("<section>"))
        self.assertEqual(set(said["figures"]), {"cost_loss", "efficiency", "intervals", "slowdown", "trials"})
        self.assertTrue(said["high"] and said["named"] and said["opened"])

    def test_a_phone_scrolls_down_only(self):
        for page in self.pages.values():
            said = self.asked(page, width=400)
            self.assertLessEqual(said["width"], 500)
            self.assertLessEqual(said["overflow"], 0)

    def profile_without_script(self):
        """What a user sets who turns JavaScript off. The switch scriptEnabled would stop what --dump-dom itself runs."""
        folder = self.folder / "no-script"
        (folder / "Default").mkdir(parents=True, exist_ok=True)
        (folder / "Default" / "Preferences").write_text('{"profile": {"default_content_setting_values": {"javascript": 2}}}')
        return folder

    def printed(self, page, profile):
        """The words of each sheet with their places, as the browser prints the page, and all its text without spaces."""
        file, paper = self.folder / "printed.html", self.folder / "printed.pdf"
        file.write_text(page)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer",
                        f"--print-to-pdf={paper}", file.as_uri()], capture_output=True, check=True, timeout=120)
        said = [subprocess.run(["pdftotext", *options, str(paper), "-"], capture_output=True, text=True, check=True, timeout=60).stdout
                for options in (["-bbox"], [])]
        return xml.etree.ElementTree.fromstring(said[0]).iter("{http://www.w3.org/1999/xhtml}page"), re.sub(r"\s", "", said[1])

    def test_paper_has_all_that_the_page_has(self):
        page = self.pages["quick"]
        plain = lambda text: html.unescape(re.sub(r"<[^>]*>", "", text))
        numbers = lambda text: {part for part in re.split(r"[^\w.,]+", text) if re.search(r"\d", part)}
        captions = [re.sub(r"\s", "", plain(one)) for one in re.findall(r"<figcaption>(.*?)</figcaption>", page, re.S)]
        self.assertEqual(len(captions), page.count("<figure"))
        for profile in (self.folder / "profile", self.profile_without_script()):
            with self.subTest(profile=profile.name):
                sheets, text = self.printed(page, profile)
                words = set()
                for number, sheet in enumerate(sheets):
                    edge = float(sheet.get("width")) - 14 / 25.4 * 72 + 1
                    self.assertEqual([word.text for word in sheet if float(word.get("xMax")) > edge], [], f"sheet {number + 1}")
                    words |= {part for word in sheet for part in numbers(word.text)}
                for caption in captions:
                    self.assertIn(caption, text)
                for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page, re.S):
                    if "<code>" not in cell:  # a line to type may break anywhere
                        self.assertEqual(numbers(plain(cell)) - words, set(), cell)
                for told in ("Answer", "Thecommandprints", "Thesecondcopyofthebaseline"):  # the last two are folded on a screen
                    self.assertIn(told.lower(), text.lower())
                for button in ("↕", "Onlyrowswith", "Skiptotheanswer"):
                    self.assertNotIn(button, text)

    def test_names_stay_text(self):
        document, console = self.browse(self.pages["odd"])
        self.assertEqual(console, [])
        self.assertFalse("<img" in document)
        self.assertEqual(document.count("<script"), 1)
        self.assertTrue("&lt;img src=http://x.invalid/&gt;" in document)

    def test_without_script_every_number_is_there(self):
        page = self.pages["quick"].replace("</body>", "<script>document.title = 'scripts run'</script></body>")
        document, console = self.browse(page)
        self.assertIn("<title>scripts run</title>", document)
        self.assertIn('class="sort"', document)
        document, console = self.browse(page, profile=self.profile_without_script())
        self.assertNotIn("<title>scripts run</title>", document)
        self.assertEqual(console, [])
        cells = re.findall(r"<td[^>]*>([^<]+)</td>", self.pages["quick"])
        self.assertGreater(len(cells), 100)
        self.assertEqual([cell for cell in cells if html.unescape(cell) not in html.unescape(document)], [])
        self.assertFalse('class="sort"' in document)


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main()
