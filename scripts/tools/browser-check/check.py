"""Opens an HTML report in Debian's Chromium and holds it to what a reader does with it.

    check.py REPORT FOLDER

Takes screenshots of the first screen, the matrix, a list, a vector and an implementation, at two widths and in both
colour schemes, into FOLDER. Prints what it tried; exits with 1 where something isn't as it should be.
"""

import base64
import json
import pathlib
import re
import sys
import time
import zlib

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
failures = []


def expect(what, holds):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


def browser():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                     "--disable-ipc-flooding-protection"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(180)  # thousands of pages are made, on a busy machine too
    return driver


def size(driver, width, height):
    # What the page sees is set, and not the window's outside.
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def scheme(driver, name):
    features = [{"name": "prefers-color-scheme", "value": name}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def requests(driver):
    """The addresses that the page asked for, without its own."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def go(driver, fragment):
    driver.execute_script("location.hash = arguments[0]", fragment)
    time.sleep(0.15)


def heading(driver):
    return driver.find_element(By.CSS_SELECTOR, "#page h1").text


def results(driver):
    return driver.find_elements(By.CSS_SELECTOR, "#page .results li")


def page_data(report):
    packed = re.search(r'<script type="text/plain" id="data">([^<]*)</script>', report.read_text(encoding="utf-8"))
    return json.loads(zlib.decompress(base64.b64decode(packed[1], validate=True), wbits=-15))


def search_text(vector):
    """The words of a vector that the page's search looks through."""
    return json.dumps([vector.get(name) for name in ("id", "summary", "reason", "requirements", "flags")]).lower()


def verdict_counts(data, run, name):
    """On which vectors an implementation has a verdict that the filter of this name takes, as far as verdicts say."""
    taken = next(one for one in data["filters"] if one["name"] == name)["verdicts"]
    letters = {verdict["letter"] for verdict in data["verdicts"] if verdict["name"] in taken}
    return [letter in letters for letter in run["verdicts"]]


def started(driver):
    """The script has read its data."""
    WebDriverWait(driver, 20).until(lambda d: d.find_elements(By.CSS_SELECTOR, "html.js"))


def try_everything(driver, address):
    driver.get(address)
    started(driver)
    source = driver.page_source
    data = page_data(report)
    vectors, implementations = data["vectors"], data["implementations"]
    expect("the overview is there", driver.find_element(By.ID, "overview").is_displayed())
    rows = driver.find_elements(By.CSS_SELECTOR, ".cards tbody tr")
    expect("each implementation has a row", len(rows) == len(implementations))
    states = {name for cell in driver.find_elements(By.CSS_SELECTOR, ".matrix td:not(.n)")
              for name in cell.get_attribute("class").split()}  # fmt: skip
    expect(f"the matrix has states {sorted(states)}", states <= {"clean", "unasked", "deviant", "broken", "breached"})
    texts = driver.execute_script("return [...document.querySelectorAll('.matrix td:not(.n)')].map(c => c.textContent)")
    expect("no state is said by colour alone", all(re.match(r"[✓–△!✕]", text.strip()) for text in texts))

    # Keys: a slash begins the search, arrows and Enter choose, Escape goes back.
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    expect("a slash leads to the search", driver.switch_to.active_element.get_attribute("id") == "find")
    driver.switch_to.active_element.send_keys("crit")
    WebDriverWait(driver, 5).until(lambda d: results(d))
    found = [row.text.lower() for row in results(driver)]
    wanted = sum("crit" in search_text(vector) for vector in vectors)
    expect(f"the filter finds {wanted}", heading(driver).startswith(f"{wanted} vector") and 0 < len(found) <= wanted)
    driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    chosen = driver.find_elements(By.CSS_SELECTOR, ".results li.chosen a[aria-current]")
    expect("arrows choose", len(chosen) == 1)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    time.sleep(0.2)
    expect("Enter opens", "#v/" in driver.current_url and driver.find_elements(By.CSS_SELECTOR, "#page .token"))
    driver.back()
    time.sleep(0.2)
    expect("the list is one step back", "#q/" in driver.current_url and results(driver))
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    time.sleep(0.2)
    expect("Escape leads back", driver.find_element(By.ID, "overview").is_displayed())

    # Every page can be made, and what was said is there.
    errors = driver.execute_script(
        """const wrong = [];
        for (const v of arguments[0]) { history.replaceState(null, '', '#v/' + v); dispatchEvent(new HashChangeEvent('hashchange'));
          const page = document.getElementById('page');
          if (page.hidden || page.querySelector('.id').textContent !== v) wrong.push(v); }
        for (let n = 0; n < arguments[1]; n++) { history.replaceState(null, '', '#i/' + n); dispatchEvent(new HashChangeEvent('hashchange'));
          if (!document.querySelector('#page .tiles')) wrong.push(n); }
        location.hash = ''; return wrong;""",
        [vector["id"] for vector in vectors],
        len(implementations),
    )
    expect(f"all {len(vectors)} vectors and {len(implementations)} implementations have pages", not errors)

    # The classes of attacks and the sequences have pages too, and the rows of their tables lead to them.
    for part, kind, names in (
        ("attacks", "a/", [attack["id"] for attack in data["attacks"]]),
        ("sequences", "s/", sorted({vector["sequence"] for vector in vectors if vector.get("sequence")})),
    ):
        if not names:
            continue
        rows = [row.get_attribute("href").split("#" + kind)[-1]
                for row in driver.find_elements(By.CSS_SELECTOR, f"#{part} .matrix th[scope=row] a") if "#" + kind in row.get_attribute("href")]  # fmt: skip
        expect(f"the table of {part} has a row for each", sorted(rows) == sorted(names))
        empty = driver.execute_script(
            """const wrong = [];
            for (const name of arguments[0]) { history.replaceState(null, '', '#' + arguments[1] + name); dispatchEvent(new HashChangeEvent('hashchange'));
              if (!document.querySelector('#page .id, #page .steps') || !document.querySelector('#page [href^="#v/"]')) wrong.push(name); }
            location.hash = ''; return wrong;""",
            names,
            kind,
        )
        expect(f"all {len(names)} {part} have pages", not empty)
        time.sleep(0.2)

    # Whatever leads somewhere inside the page, leads somewhere.
    dead = driver.execute_script(
        """const wrong = new Set();
        for (const a of document.querySelectorAll('#overview a[href^="#"], header a[href^="#"]')) {
          const to = decodeURIComponent(a.hash.slice(1));
          if (to && !/^[vaisq]\\//.test(to) && !document.getElementById(to)) wrong.add(to); }
        return [...wrong];"""
    )
    expect(f"every link inside the page has a target {dead[:3] or ''}", not dead)
    counted = driver.execute_script(
        """const wrong = [];
        const cells = [...document.querySelectorAll('.matrix [data-query] td a')].filter((_, n, all) => n % Math.ceil(all.length / 40) === 0);
        for (const a of cells) { history.replaceState(null, '', a.hash); dispatchEvent(new HashChangeEvent('hashchange'));
          if (!document.querySelector('#page .results li')) wrong.push(a.hash); }
        location.hash = ''; return [cells.length, wrong];"""
    )
    expect(f"{counted[0]} cells lead to vectors {counted[1][:3] or ''}", counted[0] > 0 and not counted[1])
    time.sleep(0.2)

    # Every number leads to as many vectors, whoever counted them: the overview's in Swift, a page's in the script.
    miscounted = driver.execute_script(
        """const wrong = [];
        const check = (links) => { for (const [hash, count] of links) {
          history.replaceState(null, '', hash); dispatchEvent(new HashChangeEvent('hashchange'));
          const listed = document.querySelector('#page h1').textContent.split(' ')[0];
          if (listed !== count) wrong.push(hash + ': ' + count + ', listed ' + listed); } };
        const counted = (selector) => [...document.querySelectorAll(selector)].map((a) => [a.hash, a.textContent.match(/\\d+(?=$| wrong)/)?.[0]])
          .filter(([hash, count]) => hash.startsWith('#q/') && count);
        check(counted('.cards td:not(.score) a'));
        for (let n = 0; n < arguments[0]; n++) { history.replaceState(null, '', '#i/' + n); dispatchEvent(new HashChangeEvent('hashchange'));
          check(counted('#page .tile a')); }
        location.hash = ''; return wrong;""",
        len(implementations),
    )
    expect(f"every number leads to as many vectors {miscounted[:3] or ''}", not miscounted)
    time.sleep(0.2)

    # A link from elsewhere.
    # One that was wrongly accepted, if there is one: it has the most to show.
    bypasses = [sum(column) for column in zip(*(verdict_counts(data, run, "bypass") for run in implementations))]
    vector = vectors[bypasses.index(max(bypasses))]
    driver.get("about:blank")
    driver.get(address + "#v/" + vector["id"])
    started(driver)
    expect("a deep link leads to its vector", driver.find_element(By.CSS_SELECTOR, "#page .id").text == vector["id"])
    answered = driver.find_elements(By.CSS_SELECTOR, "#page .answers tbody tr")
    expect("with every answer", len(answered) == sum(run["verdicts"][vectors.index(vector)] != "." for run in implementations))
    commands = [pre.text for pre in driver.find_elements(By.CSS_SELECTOR, "#page .command pre")]
    expect("and the command", any(text.startswith("jwt-assay explain " + vector["id"]) for text in commands))
    if vector.get("requirements"):
        links = [a.get_attribute("href") for a in driver.find_elements(By.CSS_SELECTOR, "#page .rule a")]
        expect("and its requirement", any("rfc-editor.org" in link or "ietf.org" in link or "doi.org" in link for link in links))
    driver.get("about:blank")
    driver.get(address + "#q/impl=0&verdict=wrong")
    started(driver)
    count = sum(verdict_counts(data, implementations[0], "wrong"))
    expect("a number's link leads to its vectors", heading(driver).startswith(f"{count} vector"))
    numbered = next((n for n, run in enumerate(implementations) if any(run["baselineReasons"])), None)
    if numbered is not None:
        known = {position: number for position, number in enumerate(implementations[numbered]["baselineReasons"]) if number}
        go(driver, f"q/impl={numbered}&verdict=known")
        expect(f"the baseline's {len(known)} are a list", heading(driver).startswith(f"{len(known)} vector"))
        position = next(iter(known))
        go(driver, "v/" + vectors[position]["id"])
        answers = driver.find_element(By.CSS_SELECTOR, "#page .answers").text
        expect("and each has its reason", "known: " + data["baselineReasons"][known[position]] in answers)
    expect("nothing is loaded", not re.search(r'(src|srcset)="(?!data:)', source))

    # On paper and without a script.
    driver.get(address)
    started(driver)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = driver.execute_script("return [...document.querySelectorAll('.matrix tr.topic')].every(r => r.offsetHeight > 0)")
    expect("on paper every topic is there", shown)
    size(driver, 1040, 700)  # what A4 has between its margins, laid across
    wide = driver.execute_script("return [...document.querySelectorAll('.cards, .matrix, .coverage')].map(table => table.offsetWidth - table.parentNode.clientWidth)")
    expect(f"on paper the tables fit {wide}", max(wide) <= 0)
    size(driver, *WIDTHS["desk"])
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(address)
    expect("without a script the matrix is there", driver.find_element(By.CSS_SELECTOR, ".matrix tbody td").is_displayed())
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    return vector, data


def try_accessibility(driver, address, places):
    """Holds each kind of page to WCAG 2.1, A and AA, as far as axe can tell, in both colour schemes."""
    site = next(pathlib.Path(path) for path in sys.path if (pathlib.Path(path) / "axe_playwright_python").is_dir())
    axe = (site / "axe_playwright_python/axe.min.js").read_text(encoding="utf-8")
    driver.set_script_timeout(300)
    for colours in SCHEMES:
        scheme(driver, colours)
        for place, fragment in places.items():
            driver.get("about:blank")
            driver.get(address + "#" + fragment)
            started(driver)
            driver.execute_script(axe)
            found = driver.execute_async_script(
                """const [rules, done] = arguments;
                for (const part of document.querySelectorAll('details')) part.open = true;
                axe.run(document, { resultTypes: ['violations'], runOnly: rules }).then(done, (error) => done({ violations: [], error: String(error) }));""",
                ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
            )
            wrong = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
            expect(f"{place} in {colours} is accessible {wrong or ''}", not wrong and "error" not in found)


def places_of(driver, vector, data):
    """A fragment for each kind of page."""
    implementations = data["implementations"]
    bypasses = [verdict_counts(data, run, "bypass") for run in implementations]
    worst = max(range(len(implementations)), key=lambda n: sum(bypasses[n]))
    places = {"top": "", "matrix": "matrix", "bypasses": "bypasses", "rules": "rules", "list": f"q/impl={worst}&verdict=bypass",
              "search": "q/text=crit", "vector": "v/" + vector["id"], "implementation": f"i/{worst}"}  # fmt: skip
    if data["attacks"]:
        most = max(data["attacks"], key=lambda attack: sum(run[n] for run in bypasses for n in attack["vectors"]))
        places |= {"attacks": "attacks", "attack": "a/" + most["id"]}
    sequence = next((vector["sequence"] for vector in data["vectors"] if vector.get("sequence")), None)
    if sequence:
        places |= {"sequences": "sequences", "sequence": "s/" + sequence}
    if driver.find_elements(By.ID, "interop"):
        places |= {"interop": "interop"}
    return places


def shoot(driver, address, folder, places):
    for width, (across, down) in WIDTHS.items():
        for colours in SCHEMES:
            size(driver, across, down)
            scheme(driver, colours)
            driver.get("about:blank")
            driver.get(address)
            started(driver)
            for place, fragment in places.items():
                go(driver, fragment)
                driver.save_screenshot(str(folder / f"{place}-{width}-{colours}.png"))
                wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
                if wide > 0:
                    expect(f"{place} at {width} fits the width ({wide} too wide)", False)


report, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
expect(f"the file has {report.stat().st_size / 1e6:.2f} MB, less than 2", report.stat().st_size < 2_000_000)
driver = browser()
try:
    size(driver, *WIDTHS["desk"])
    vector, data = try_everything(driver, report.as_uri())
    places = places_of(driver, vector, data)
    pages = {place: to for place, to in places.items() if place == "top" or "/" in to}
    try_accessibility(driver, report.as_uri(), pages)
    shoot(driver, report.as_uri(), folder, places)
    log = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    for entry in log:
        print(entry["message"], file=sys.stderr)
    expect("the console is silent", not log)
    strangers = {url for url in requests(driver) if not url.startswith(("file:", "data:", "about:"))}
    expect(f"nothing was asked of the network {sorted(strangers)[:3] or ''}", not strangers)
finally:
    driver.quit()
sys.exit(1 if failures else 0)
