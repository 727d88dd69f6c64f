import TimeSeries

/// One file of a sample.
public struct SampleFile: Hashable, Sendable {
    /// Path inside the sample's folder.
    public var path: String
    /// Content.
    public var bytes: [UInt8]

    /// Makes a file.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A world as the files that its leaf would have left behind.
public struct SampleFolder: Sendable {
    /// The world.
    public let world: World
    /// How the files are wrapped.
    public let style: SampleStyle
    /// Base name of the leaf file; the container id in the owner's spelling.
    public let leafFileName: String
    /// Text of the leaf file, or `nil` for a plain one.
    public let leafText: String?

    private let names: WorldNames
    private let clock: WorldClock

    /// Makes a folder.
    ///
    /// - Parameters:
    ///   - world: its run under its own settings is written.
    ///   - style: how files are wrapped.
    ///   - leafFileName: `<container id>.yaml` by default.
    ///   - leafText: a plain leaf file by default.
    public init(
        world: World, style: SampleStyle = SampleStyle(), leafFileName: String? = nil, leafText: String? = nil
    ) {
        self.world = world
        self.style = style
        self.leafFileName = leafFileName ?? world.parameters.containerID + ".yaml"
        self.leafText = leafText
        names = WorldNames(world.parameters)
        clock = WorldClock(start: world.parameters.start)
    }

    /// All files, sorted by path.
    public func files() -> [SampleFile] {
        let run = world.run
        var files = [
            file(leafFileName, leafText ?? LeafText.plain(world.parameters)),
            file("truth.json", world.truthDocument.pretty(indent: 1) + "\n"),
        ]
        files += metricFiles(run) + alarmFiles(run)
        let bus = EventBridgeEvents(
            names: names, clock: clock, ids: TaskIdentities(seed: world.parameters.seed))
        let scaling = bus.scalingEvents(run)
        let tasks = bus.taskEvents(run)
        files.append(file("events/asg-events.jsonl", lines(scaling)))
        if style.taskEvents == .lines { files.append(file("events/ecs-task-events.jsonl", lines(tasks))) }
        files += logFiles(run, scaling: scaling, tasks: tasks)
        return files.sorted { $0.path < $1.path }
    }

    private func metricFiles(_ run: WorldRun) -> [SampleFile] {
        let exports = MetricExports(parameters: world.parameters, names: names, clock: clock)
        let series = exports.series(run)
        guard style.metrics != .statistics else {
            return series.map { one in
                let days = (0..<world.parameters.days).map {
                    exports.metricStatistics(one, minutes: $0 * 1440..<($0 + 1) * 1440, stamp: .zulu).pretty()
                }
                return file("metrics/\(one.metric).json", days.joined(separator: "\n") + "\n")
            }
        }
        // Two requests whose spans overlap by some hours, as people make them.
        let middle = world.parameters.days / 2 * 1440
        let stamp: MetricExports.Stamp = style.metrics == .dataWithISO ? .offset : .number
        let spans = middle > 0 ? [0..<middle + 180, middle..<run.minutes] : [0..<run.minutes]
        var files = [file("metrics/queries.json", exports.queries(series).pretty() + "\n")]
        for (index, span) in spans.enumerated() {
            let text = exports.metricData(series, minutes: span, stamp: stamp)
            files.append(file("metrics/get-metric-data-\(index + 1).json", text.pretty() + "\n"))
        }
        return files
    }

    private func alarmFiles(_ run: WorldRun) -> [SampleFile] {
        let exports = AlarmExports(parameters: world.parameters, names: names, clock: clock)
        let series = MetricExports(parameters: world.parameters, names: names, clock: clock).series(run)
        return [
            file("alarms/describe-alarms.json", exports.descriptions(run, series: series).pretty() + "\n"),
            file("alarms/describe-alarm-history.json", exports.history(run).pretty() + "\n"),
        ]
    }

    private func logFiles(_ run: WorldRun, scaling: [BusEvent], tasks: [BusEvent]) -> [SampleFile] {
        let parameters = world.parameters
        let writer = PayloadWriter(names: names, clock: clock)
        let lambdas = LambdaLogs(parameters: parameters, names: names, clock: clock, payloads: writer)
        let dns = DNSLog(parameters: parameters, names: names, clock: clock).lines(run)
        let container = ContainerLog(
            parameters: parameters, names: names, clock: clock, tasks: TaskIdentities(seed: parameters.seed)
        ).lines(run)
        var groups = [
            ("dns-queries", dns), ("container", container),
            ("lambda-hook", lambdas.hooks(scaling, minutes: run.minutes)),
            ("lambda-crash", lambdas.crashes(tasks, run: run)),
        ]
        if style.withStartLog { groups.append(("lambda-start", lambdas.starts(run))) }
        if style.taskEvents == .logGroup {
            let events = tasks.map {
                LogLine(at: $0.second * 1000, stream: "ecs-task-events", text: $0.json.compact)
            }
            groups.append(
                (
                    "ecs-events",
                    LogGroupLines(name: names.eventLog, filter: "events-to-firehose", lines: events)
                ))
        }
        var files: [SampleFile] = []
        for (kind, group) in groups where !group.lines.isEmpty {
            files += objects(kind, writer.payloads(group), writer, serial: files.count)
        }
        if let first = dns.lines.first(where: { $0.text.contains(" \(names.host) A ") }) {
            files.append(file("lambda-event.json", lambdaEvent(first, writer)))
        }
        return files
    }

    /// Firehose objects of some days each, named as Firehose names them.
    private func objects(
        _ kind: String, _ payloads: [(at: Int, text: String)], _ writer: PayloadWriter, serial: Int
    ) -> [SampleFile] {
        let span = style.daysPerObject * 86_400_000
        var chunks: [Int: [(at: Int, text: String)]] = [:]
        for payload in payloads { chunks[payload.at / span, default: []].append(payload) }
        var files: [SampleFile] = []
        var carried: String?
        for (number, chunk) in chunks.sorted(by: { $0.key < $1.key }) {
            var texts = chunk.map(\.text)
            // Firehose delivers at least once: the last payload of an object comes again in the next.
            if let carried { texts.insert(carried, at: 0) }
            carried = texts.last
            texts.insert(writer.control(at: chunk[0].at), at: texts.count / 2)
            let packing = style.packings[(serial + files.count) % style.packings.count]
            var random = WorldRandom(
                seed: world.parameters.seed, 131, number, kind.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
            let second = chunk[0].at / 1000
            let stamp =
                clock.date(second) + "-" + clock.time(second).split(separator: ":").joined(separator: "-")
            let suffix = packing == .compressedTwice || packing == .compressedOnce ? ".gz" : ""
            let path = "firehose/\(kind)-1-\(stamp)-\(random.uuid())\(suffix)"
            files.append(SampleFile(path: path, bytes: pack(texts, packing)))
        }
        return files
    }

    private func pack(_ texts: [String], _ packing: SampleStyle.Packing) -> [UInt8] {
        switch packing {
        case .members: texts.flatMap { Packing.gzip(Array($0.utf8)) }
        case .compressedTwice: Packing.gzip(texts.flatMap { Packing.gzip(Array($0.utf8)) })
        case .plain: Array(texts.joined().utf8)
        case .compressedOnce: Packing.gzip(Array((texts.joined(separator: "\n") + "\n").utf8))
        }
    }

    private func lambdaEvent(_ line: LogLine, _ writer: PayloadWriter) -> String {
        let group = LogGroupLines(name: names.queryLog, filter: "start-system", lines: [])
        let payload = writer.payload(group, stream: line.stream, events: [writer.event(line)])
        let json: JSONValue = [
            "awslogs": ["data": .string(Packing.base64(Packing.gzip(Array(payload.utf8))))]
        ]
        return json.pretty(indent: 2) + "\n"
    }

    private func lines(_ events: [BusEvent]) -> String {
        events.map { $0.json.compact + "\n" }.joined()
    }

    private func file(_ path: String, _ text: String) -> SampleFile {
        SampleFile(path: path, bytes: Array(text.utf8))
    }
}
