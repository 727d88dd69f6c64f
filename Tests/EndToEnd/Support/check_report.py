#!/usr/bin/env python3
"""Opens HTML reports in headless Chromium and prints, as JSON, what a browser makes of each.

Usage: check_report.py SCREENSHOT_FOLDER REPORT.html...

Keys of each report: bytes; open (seconds until loaded and drawn); violations (axe rules broken in light, of the first report in
dark and on a phone too); console (messages); requests (anything loaded besides the file); dialogs and strangers (signs that text of a log
became markup); text (what the page reads as); overflow (pixels the page is wider than a phone); slider, zoom (seconds
for one step, the slowest of many); peak (where the traffic chart is highest); reached (ids met by the Tab key); keys (what changed by keys alone); pages (of the
print); tidy (complaints of the HTML validator).
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import time

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.set_capability("unhandledPromptBehavior", "ignore")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def emulate(driver, width: int, height: int, scheme: str = "light", mobile: bool = False) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")


def shoot(driver, path: pathlib.Path) -> None:
    """The whole page, not only what fits the window."""
    image = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    path.write_bytes(base64.b64decode(image["data"]))


def axe(driver, where: str) -> list[str]:
    # The checker's own script goes past the page's policy by the debugging protocol.
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE})
    result = driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(done, error => done({error: String(error)}));"
    )
    if "error" in result:
        return [f"{where}: axe: {result['error']}"]
    return [
        f"{where}: {rule['id']}: {rule['help']}: " + "; ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in result["violations"]
    ]


def worst_step(driver, script: str) -> float:
    """Seconds of the slowest of many steps, from the input until its frame is painted."""
    return driver.execute_async_script(
        "const done = arguments[0], step = " + script + """;
        let worst = 0, i = 0;
        function next() {
          if (i === 40) return done(worst / 1000);
          const start = performance.now();
          step(i++);
          requestAnimationFrame(() => setTimeout(() => { worst = Math.max(worst, performance.now() - start); next(); }));
        }
        next();"""
    )


def peak(driver) -> list:
    """Column of the highest spot that the traffic chart draws, and the chart's width; both in pixels."""
    return driver.execute_script(
        """const canvas = document.getElementById("traffic");
        if (!canvas) return null;
        const wanted = getComputedStyle(document.documentElement).getPropertyValue("--traffic").trim().slice(1);
        const [red, green, blue] = [0, 2, 4].map(at => parseInt(wanted.slice(at, at + 2), 16));
        const seen = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        for (let i = 0; i < seen.length; i += 4)
          if (seen[i] === red && seen[i + 1] === green && seen[i + 2] === blue) return [i / 4 % canvas.width, canvas.width];
        return null;"""
    )


def keyboard(driver) -> tuple[list[str], dict]:
    """Walks through the page with Tab, then uses chart and slider by keys."""
    driver.execute_script(
        """document.activeElement.blur(); window.scrollTo(0, 0);
        window.reached = [];
        document.addEventListener("focusin", event => reached.push(event.target.id || event.target.className));"""
    )
    # All in one go: each key by itself would cost a round trip.
    webdriver.ActionChains(driver, duration=0).send_keys(Keys.TAB * 30).perform()
    reached = driver.execute_script("return window.reached")
    changed = {}

    def compare(target: str, keys: list, watched: str) -> None:
        found = driver.find_elements(By.ID, target)
        if found:
            before = driver.find_element(By.ID, watched).text
            found[0].send_keys(*keys)
            changed[target] = driver.find_element(By.ID, watched).text != before

    compare("traffic", ["+", Keys.ARROW_LEFT], "hint")
    compare("all", [Keys.ENTER], "hint")
    compare("threshold", [Keys.ARROW_LEFT], "thresholdValue")
    compare("minutes", [Keys.ARROW_RIGHT], "minutesValue")
    for slider in driver.find_elements(By.ID, "minutes"):
        slider.send_keys(Keys.END)
    compare("showPresent", [Keys.ENTER], "minutesValue")
    return reached, changed


def check(driver, page: pathlib.Path, folder: pathlib.Path, thorough: bool) -> dict:
    found: dict = {"bytes": page.stat().st_size}
    folder.mkdir(parents=True, exist_ok=True)
    driver.get_log("browser")
    driver.get_log("performance")
    emulate(driver, 1200, 900)
    start = time.monotonic()
    driver.get(page.as_uri())
    driver.execute_async_script("requestAnimationFrame(() => arguments[0]())")
    found["open"] = round(time.monotonic() - start, 3)
    found["text"] = driver.execute_script("return document.body.innerText")
    found["strangers"] = driver.execute_script(
        """return [...document.querySelectorAll("img, iframe, object, embed, link, form, base, [onload], [onerror], [style]")]
             .map(element => element.outerHTML.slice(0, 200))
             .concat(document.scripts.length > 2 ? ["script " + document.scripts.length] : [])"""
    )
    try:
        found["dialogs"] = [driver.switch_to.alert.text]
    except Exception:
        found["dialogs"] = []
    shoot(driver, folder / "desktop.png")
    found["peak"] = peak(driver)
    found["violations"] = axe(driver, "light")
    found["reached"], found["keys"] = keyboard(driver)
    found["zoom"] = worst_step(driver, "i => document.getElementById(i % 2 ? 'zoomOut' : 'zoomIn').click()")
    found["slider"] = None
    if driver.find_elements(By.ID, "threshold"):
        found["slider"] = worst_step(
            driver,
            """i => { for (const id of ["threshold", "minutes"]) {
                 const slider = document.getElementById(id);
                 slider.value = Math.round(Number(slider.max) * i / 39);
                 slider.dispatchEvent(new Event("input", {bubbles: true}));
               } }""",
        )
        driver.execute_script("(document.getElementById('showRecommended') || document.getElementById('showPresent')).click()")
    emulate(driver, 1200, 900, scheme="dark")
    shoot(driver, folder / "dark.png")
    if thorough:
        found["violations"] += axe(driver, "dark")
    emulate(driver, 390, 844, mobile=True)
    found["overflow"] = driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
    shoot(driver, folder / "phone.png")
    if thorough:
        found["violations"] += axe(driver, "phone")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    pdf = base64.b64decode(
        driver.execute_cdp_cmd(
            "Page.printToPDF", {"printBackground": True, "paperWidth": 8.27, "paperHeight": 11.69}
        )["data"]
    )
    (folder / "print.pdf").write_bytes(pdf)
    found["pages"] = len(re.findall(rb"/Type\s*/Page\b", pdf))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    emulated = {"width": 794, "height": 1123, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", emulated)
    shoot(driver, folder / "print.png")
    found["console"] = [entry["message"] for entry in driver.get_log("browser")]
    requests = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [r["params"]["request"]["url"] for r in requests if r["method"] == "Network.requestWillBeSent"]
    found["requests"] = [url for url in urls if url != page.as_uri()]
    tidy = subprocess.run(
        ["tidy", "-quiet", "-errors", "-utf8", "--drop-empty-elements", "no", "--custom-tags", "no", str(page)],
        capture_output=True, text=True, check=False,
    )
    found["tidy"] = tidy.stderr.splitlines()
    return found


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    driver = browser()
    try:
        pages = [pathlib.Path(name).resolve() for name in sys.argv[2:]]
        found = {page.stem: check(driver, page, folder / page.stem, page == pages[0]) for page in pages}
    finally:
        driver.quit()
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
