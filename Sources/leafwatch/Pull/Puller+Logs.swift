import AWSClient
import Archive
import Ingest
import LeafStack
import TimeSeries

extension Puller {
    private func subject(_ group: LogGroup) -> String { "logs \(group.region) \(group.name)" }

    /// The spans that a log group is asked for, oldest first.
    ///
    /// Pages come in an order that does not tell how far a listing is, so that a stopped pull goes on with the span it was
    /// in. What is older than the stack keeps is one span: mostly nothing is there.
    func slices(of group: LogGroup) throws -> [Range<Instant>] {
        let start = try start(of: subject(group), keptDays: group.keptDays)
        let kept = now.advanced(bySeconds: -group.keptDays * 86_400).floored(toPeriod: 60)
        var slices: [Range<Instant>] = []
        var from = start
        while from < now {
            let next = from < kept ? kept : from.advanced(bySeconds: PullPlan.logSlice)
            let to = min(now, next)
            slices.append(from..<to)
            from = to
        }
        return slices
    }

    /// Collects a log group.
    func pullLogs(_ group: LogGroup) async throws {
        let slices = try slices(of: group)
        guard let start = slices.first?.lowerBound else { return }
        do {
            for slice in slices {
                try await session.logEvents(
                    group: group.name, region: group.region, from: slice.lowerBound, to: slice.upperBound
                ) { page in
                    try self.store(
                        page, of: .filterLogEvents, about: group.name, logGroup: group.derivedName)
                }
                try advance(subject(group), from: start, to: slice.upperBound)
            }
        } catch let error as AWSError where error.kind == .notFound {
            tally.remark("there is no log group \(group.name) in \(group.region)")
        }
    }

    private func historySubject(_ name: String) -> String { "history \(region) \(name)" }

    /// Where asking for an alarm's history starts.
    func historyStart(_ name: String) throws -> Instant { try start(of: historySubject(name), keptDays: 30) }

    /// Collects an alarm's history.
    func pullAlarmHistory(_ name: String) async throws {
        let start = try historyStart(name)
        do {
            try await session.alarmHistory(of: name, region: region, from: start, to: now) { page in
                try self.store(page, of: .describeAlarmHistory, about: name)
            }
        } catch let error as AWSError where error.kind == .notFound {
            return tally.remark("there is no alarm '\(name)' in \(region)")
        }
        try advance(historySubject(name), from: start, to: now)
    }
}
