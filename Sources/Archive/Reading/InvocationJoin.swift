import Ingest
import TimeSeries

/// Joins what START and REPORT lines said of one run of a function.
enum InvocationJoin {
    /// The runs, oldest first.
    ///
    /// A record without duration and outcome is a start. A record with them is a report and goes to the last start of its
    /// stream and request that has none yet and is not after it; a report without a start is a run of its own.
    static func joined(_ records: [LambdaInvocation]) -> [LambdaInvocation] {
        var runs: [LambdaInvocation] = []
        var open: [[String]: Int] = [:]
        for record in records {
            let key = [record.logGroup, record.logStream, record.requestID]
            let isStart = record.duration == nil && record.failed == nil
            if !isStart, let index = open[key], runs[index].duration == nil || record.duration == nil {
                runs[index].duration = runs[index].duration ?? record.duration
                let failures = [runs[index].failed, record.failed].compactMap { $0 }
                runs[index].failed = failures.isEmpty ? nil : failures.contains(true)
            } else {
                open[key] = runs.count
                runs.append(record)
            }
        }
        return runs
    }
}
