public import Archive
import Foundation
import Ingest
import TimeSeries

extension LeafHistory {
    /// Picks one leaf's history out of an archive that may hold several leaves' data.
    ///
    /// Series are found by namespace and dimensions, else by the ids and labels of their exports; log groups, events
    /// and alarms by the leaf's names.
    ///
    /// - Throws: ``GatherError`` when nothing usable belongs to the leaf, or `ArchiveError`.
    public static func gather(
        _ leaf: Leaf, from archive: some HistorySource, options: GatherOptions = GatherOptions()
    ) throws -> GatheredHistory {
        var gatherer = try Gatherer(leaf: leaf, archive: archive, options: options)
        return try gatherer.gather()
    }
}

/// One gathering.
private struct Gatherer {
    let leaf: Leaf
    let archive: any HistorySource
    let options: GatherOptions
    /// The derived names, by which the archive keeps log groups.
    let names: LeafNames
    /// The names that clusters, groups, functions and alarms have in the account.
    let accountNames: LeafNames
    var remarks: [String] = []

    init(leaf: Leaf, archive: any HistorySource, options: GatherOptions) throws {
        self.leaf = leaf
        self.archive = archive
        self.options = options
        let (application, others) = try Self.application(of: leaf, in: archive, options: options)
        names = LeafNames(leaf: leaf, application: application)
        accountNames = LeafNames(
            leaf: leaf, application: application, given: try GivenNames.stored(for: names, in: archive))
        if !others.isEmpty {
            remarks.append(
                "Data of \(others.joined(separator: ", ")) for the same leaf was left out; "
                    + "this is about \(application).")
        }
    }

    /// The application whose data is there: the one asked for, else the plain one, else the first by name.
    private static func application(
        of leaf: Leaf, in archive: any HistorySource, options: GatherOptions
    ) throws -> (String, others: [String]) {
        var found: Set<String> = []
        for group in try archive.logGroupNames() {
            if let name = LeafNames.application(in: group, leaf: leaf) { found.insert(name) }
        }
        for key in try archive.seriesSummaries().map(\.key) where key.metricName == "DNSTraffic" {
            if let name = LeafNames.application(in: key.namespace, leaf: leaf) { found.insert(name) }
        }
        for alarm in try archive.alarmDescriptions() {
            if let name = LeafNames.application(in: alarm.alarmName, leaf: leaf) { found.insert(name) }
        }
        for given in try archive.resources(.givenNames) {
            if let name = LeafNames.application(in: given.name, leaf: leaf) { found.insert(name) }
        }
        let standard = "ContainerManager"
        let chosen =
            options.application ?? (found.contains(standard) ? standard : found.min() ?? standard)
        return (chosen, found.subtracting([chosen]).sorted())
    }

    mutating func gather() throws -> GatheredHistory {
        let queries = unique(try archive.dnsQueries(logGroup: names.queryLogGroup, in: options.range))
            .filter(isOwn)
        let lines = try archive.containerLines(logGroup: names.containerLogGroup, in: options.range)
        let tasks = try archive.taskStateChanges(in: options.range).filter(isOwn)
        let scaling = try archive.scalingEvents(groupName: nil, in: options.range).filter(isOwn)
        let crashRuns = try archive.lambdaInvocations(
            logGroup: names.crashLogGroup, in: options.range
        ).filter { $0.logGroup == names.crashLogGroup }
        let alarms = try archive.alarmHistory(named: nil, in: options.range).compactMap(derivedName)
        let descriptions = try archive.alarmDescriptions().filter {
            rule(ofAlarm: $0.alarmName) != nil
        }

        var picker = try SeriesPicker(
            leaf: leaf, names: accountNames, archive: archive, range: options.range,
            fileSystems: FileSystemNames.named(by: descriptions))
        try picker.pick()
        remarks += picker.remarks
        guard
            let span = span(
                points: picker.span,
                times: [
                    queries.map(\.time), tasks.map(\.time), scaling.map(\.time), lines.map(\.time),
                    crashRuns.map(\.time),
                ].flatMap(\.self))
        else {
            if let period = picker.coarsePeriod {
                throw GatherError.onlyCoarseTraffic(containerID: leaf.containerID, period: period)
            }
            if options.range != nil { throw GatherError.nothingInRange(containerID: leaf.containerID) }
            throw GatherError.nothingOfThisLeaf(containerID: leaf.containerID, found: try otherStacks())
        }
        if !picker.hasTraffic {
            if let period = picker.coarsePeriod {
                throw GatherError.onlyCoarseTraffic(containerID: leaf.containerID, period: period)
            }
            remarks.append("There is no NetworkIn of this leaf: nothing says when the instance was up.")
        }

        let minutes = Int(clamping: span.upperBound.milliseconds(since: span.lowerBound) / 60_000)
        var history = LeafHistory(leaf: leaf, start: span.lowerBound, minutes: minutes)
        try picker.fill(&history)
        history.queries = queries.filter { span.contains($0.time) }
        history.taskChanges = tasks.filter { span.contains($0.time) }
        history.scalingEvents = scaling.filter { span.contains($0.time) }
        history.crashLambdaRuns = crashRuns.filter { span.contains($0.time) }
        history.alarmHistory = alarms.filter { span.contains($0.time) }
        if let grammar = options.grammar ?? PlayerGrammar(image: leaf.image) {
            history.hasContainerLog = !lines.isEmpty
            let reading = grammar.reading(lines)
            history.playerEvents = reading.events.filter { span.contains($0.time) }
            remarks += Self.remarks(reading.doubts.filter { span.contains($0.time) })
        } else if !lines.isEmpty {
            remarks.append(
                "No grammar reads players in the log of the image '\(leaf.image)'; give two patterns for joins and "
                    + "leaves.")
        }
        history.containerLogGaps = Self.gaps(of: lines, start: span.lowerBound, minutes: minutes)
        history.region =
            options.region ?? Self.mostCommon(
                scaling.map(\.region) + tasks.map(\.region)
                    + descriptions.compactMap {
                        $0.alarmARN.split(separator: ":").dropFirst(3).first.map(String.init)
                    })
            ?? Self.mostCommon(picker.used.map(\.region)) ?? ""
        return GatheredHistory(
            history: history, names: names, remarks: remarks, series: picker.used)
    }

    /// What to know of leaves that the log ties to a player by order only.
    private static func remarks(_ doubts: [PlayerDoubt]) -> [String] {
        let kinds = [
            (false, "how many players were connected is certain, and which of them is not"),
            (true, "the stay is taken to have lasted as long as it can have"),
        ]
        return kinds.compactMap { isLengthOpen, consequence in
            let own = doubts.filter { $0.isLengthOpen == isLengthOpen }
            guard let first = own.first else { return nil }
            let times = own.count == 1 ? "once" : "\(own.count) times"
            return
                "The log does not tell \(times) which of several clients left (first \(first.time)): \(consequence)."
        }
    }

    // MARK: - What belongs

    private func isOwn(_ query: DNSQuery) -> Bool {
        query.logGroup == names.queryLogGroup
            || (query.logGroup.isEmpty && isInZone(query.queryName.lowercased()))
    }

    /// A query whose log group nobody knows is the leaf's when it asks for a name in the leaf's zone.
    private func isInZone(_ name: String) -> Bool {
        name.hasPrefix(leaf.containerID + ".") || name.contains("." + leaf.containerID + ".")
    }

    private func isOwn(_ change: TaskStateChange) -> Bool {
        change.clusterARN.hasSuffix("/\(accountNames.cluster)")
            || accountNames.owns(generatedName: cluster(of: change))
    }

    private func cluster(of change: TaskStateChange) -> String {
        change.clusterARN.split(separator: "/").last.map(String.init) ?? ""
    }

    private func isOwn(_ event: ScalingEvent) -> Bool { accountNames.owns(generatedName: event.groupName) }

    private func rule(ofAlarm name: String) -> LeafNames.AlarmKind? {
        accountNames.rule(ofAlarm: name) ?? names.rule(ofAlarm: name)
    }

    /// An item of the history of one of the leaf's alarms, under the alarm's derived name; `nil` for other alarms.
    private func derivedName(_ item: AlarmHistoryItem) -> AlarmHistoryItem? {
        guard let rule = rule(ofAlarm: item.alarmName) else { return nil }
        var item = item
        item.alarmName = names.alarm(of: rule)
        return item
    }

    /// Removes queries that are equal in everything: the same line that came by two ways.
    private func unique(_ queries: [DNSQuery]) -> [DNSQuery] {
        var seen: Set<DNSQuery> = []
        return queries.filter { seen.insert($0).inserted }
    }

    private func otherStacks() throws -> [String] {
        var found: Set<String> = []
        for key in try archive.seriesSummaries().map(\.key) {
            for dimension in key.dimensions where dimension.name == "ContainerNameID" {
                found.insert(dimension.value)
            }
        }
        for group in try archive.logGroupNames() {
            let parts = group.split(separator: "/")
            if group.hasPrefix("/aws/ec2/"), parts.count > 2 { found.insert(String(parts[2])) }
        }
        return Array(found.sorted().prefix(10))
    }

    // MARK: - Extent

    private mutating func span(points: Range<Instant>?, times: [Instant]) -> Range<Instant>? {
        let firsts = [points?.lowerBound, times.min()].compactMap(\.self)
        let lasts = [points?.upperBound, times.max().map { $0.advanced(bySeconds: 1) }].compactMap(\.self)
        guard var first = firsts.min()?.floored(toPeriod: 60), let end = lasts.max() else { return nil }
        let floor = end.floored(toPeriod: 60)
        var last = floor == end ? end : floor.advanced(bySeconds: 60)
        let longest = min(max(1, options.longestDays), 20_000) * 86_400
        if first.advanced(bySeconds: longest) < last {
            // Single events with a wrong clock must not stretch the grid over years.
            let anchor = points?.upperBound ?? last
            last = min(last, anchor.floored(toPeriod: 60).advanced(bySeconds: 86_400))
            first = max(first, last.advanced(bySeconds: -longest))
            remarks.append(
                "The data spans more than \(longest / 86_400) days; only what lies between \(first) and "
                    + "\(last) is used.")
        }
        if let range = options.range {
            first = max(first, range.lowerBound.floored(toPeriod: 60))
            last = min(last, range.upperBound.floored(toPeriod: 60))
        }
        return first < last ? first..<last : nil
    }

    /// Minutes more than a day away from the first and last line that was kept: the log may have expired there.
    private static func gaps(of lines: [ContainerLine], start: Instant, minutes: Int) -> [Range<Int>] {
        guard let first = lines.map(\.time).min(), let last = lines.map(\.time).max() else { return [] }
        func minute(_ time: Instant) -> Int {
            min(max(Int(clamping: time.milliseconds(since: start) / 60_000), 0), minutes)
        }
        let from = minute(first.advanced(bySeconds: -86_400))
        let to = minute(last.advanced(bySeconds: 86_400 + 60))
        return [0..<from, to..<minutes].filter { !$0.isEmpty }
    }

    /// The name that occurs most often, the first by text among several; `nil` when there is none.
    private static func mostCommon(_ names: [String]) -> String? {
        let counts = names.filter { !$0.isEmpty }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
}
