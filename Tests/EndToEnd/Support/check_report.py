#!/usr/bin/env python3
"""Opens an HTML report in headless Chromium and prints, as JSON, what a browser makes of it.

Usage: check_report.py REPORT.html SCREENSHOT_FOLDER
Keys: console (messages), violations (axe rules broken, light and dark), requests (anything loaded besides the file),
overflow (pixels the page is wider than a phone), slider (seconds to react to a moved slider), keyboard (whether the
chart answers to keys), tidy (complaints of the HTML validator).
"""

import json
import pathlib
import subprocess
import sys
import time

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"


def browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def emulate(driver, width: int, height: int, scheme: str = "light", media: str = "screen", mobile: bool = False) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    time.sleep(0.3)


def shoot(driver, path: pathlib.Path) -> None:
    """The whole page, not only what fits the window."""
    import base64

    image = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    path.write_bytes(base64.b64decode(image["data"]))


def axe(driver) -> list[dict]:
    result = driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(done, error => done({error: String(error)}));"
    )
    if "error" in result:
        return [{"id": "axe", "help": result["error"], "nodes": []}]
    return [
        {"id": rule["id"], "impact": rule["impact"], "help": rule["help"], "nodes": [n["html"][:160] for n in rule["nodes"]][:3]}
        for rule in result["violations"]
    ]


def main() -> None:
    page = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    driver = browser()
    found: dict = {}
    try:
        emulate(driver, 1200, 900)
        start = time.monotonic()
        driver.get(page.as_uri())
        found["open"] = round(time.monotonic() - start, 3)
        # The checker's own script is injected past the page's policy by the debugging protocol.
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text()})
        found["violations"] = axe(driver)
        shoot(driver, folder / "desktop.png")

        hint = driver.find_element(By.ID, "hint")
        before = hint.text
        canvas = driver.find_element(By.ID, "traffic")
        canvas.send_keys("+", Keys.ARROW_LEFT)
        found["keyboard"] = hint.text != before

        found["slider"] = None
        sliders = driver.find_elements(By.ID, "threshold")
        if sliders:
            found["slider"] = driver.execute_script(
                """
                const slider = arguments[0], start = performance.now();
                for (let i = Number(slider.min); i <= Number(slider.max); i++) {
                  slider.value = i; slider.dispatchEvent(new Event("input", {bubbles: true}));
                }
                document.body.getBoundingClientRect();
                return (performance.now() - start) / 1000 / Math.max(1, Number(slider.max) - Number(slider.min) + 1);
                """,
                sliders[0],
            )

        emulate(driver, 1200, 900, scheme="dark")
        found["violations"] += axe(driver)
        shoot(driver, folder / "dark.png")

        emulate(driver, 390, 844, mobile=True)
        found["overflow"] = driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        shoot(driver, folder / "phone.png")

        emulate(driver, 800, 1100, media="print")
        shoot(driver, folder / "print.png")

        found["console"] = [entry["message"] for entry in driver.get_log("browser")]
        requests = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
        urls = [r["params"]["request"]["url"] for r in requests if r["method"] == "Network.requestWillBeSent"]
        found["requests"] = [url for url in urls if url != page.as_uri()]
    finally:
        driver.quit()
    tidy = subprocess.run(
        ["tidy", "-quiet", "-errors", "-utf8", "--drop-empty-elements", "no", "--custom-tags", "no", str(page)],
        capture_output=True, text=True, check=False,
    )
    found["tidy"] = tidy.stderr.splitlines()
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
