/// The first thing on a page: what to change, what that saves, every setting as it is and as it should be.
struct VerdictPanel {
    let verdict: Verdict?

    func html() -> String {
        guard let verdict else { return "" }
        let kicker =
            switch verdict.kind {
            case .change: "What to change"
            case .keep: "Nothing to change"
            case .refused: "No recommendation yet"
            }
        let reasons = verdict.reasons.map { "<p class=\"why\">\(HTMLView.escape($0))</p>" }
        return """
            <section class="verdict \(verdict.kind.rawValue)">
            <div>
            <p class="kicker">\(kicker)</p>
            <h2>\(HTMLView.breakable(verdict.headline))</h2>
            \(verdict.saving.map { "<p class=\"saving\">\(HTMLView.escape($0))</p>" } ?? "")
            \(reasons.joined(separator: "\n"))
            </div>
            \(effects(verdict))
            <ul class="settings">\(verdict.settings.map(setting).joined(separator: "\n"))</ul>
            </section>
            """
    }

    private func setting(_ setting: Verdict.Setting) -> String {
        let note =
            if setting.isChanged { "now \(setting.present)" } else if setting.recommended == nil {
                "not judged yet"
            } else { "keep" }
        return """
            <li class="\(setting.isChanged ? "changed" : "same")"><span class="name">\(HTMLView.breakable(setting.name))</span>\
            <span class="value">\(HTMLView.escape(setting.recommended ?? setting.present))</span>\
            <span class="note">\(HTMLView.escape(note))</span></li>
            """
    }

    private func effects(_ verdict: Verdict) -> String {
        guard !verdict.effects.isEmpty else { return "" }
        let rows = verdict.effects.map { effect -> String in
            let tone = effect.isBetter.map { $0 ? "good" : "warning" } ?? "plain"
            return """
                <tr><th scope="row">\(HTMLView.escape(effect.name))</th><td class="right">\(HTMLView.escape(effect.present))</td>\
                <td class="right \(tone)">\(HTMLView.escape(effect.recommended))</td></tr>
                """
        }
        return """
            <table class="effects"><caption>On the \(NumberText.decimal(verdict.days, digits: 1)) recorded days</caption>
            <thead><tr><th scope="col"><span class="hidden">figure</span></th><th scope="col" class="right">present</th>\
            <th scope="col" class="right">recommended</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }
}
