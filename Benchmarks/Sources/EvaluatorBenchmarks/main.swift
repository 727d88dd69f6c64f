// What evaluation costs, as ratios to a pass that only sums the same column in the same run.
//
//     swift run -c release --package-path Benchmarks EvaluatorBenchmarks

import CloudWatch
import TimeSeries

let shapes = [
    ("a value in every minute", Columns.dense(Columns.year)),
    ("evenings", Columns.evenings(Columns.year)), ("three of ten missing", Columns.ragged(Columns.year)),
]

func alarm(periods: Int, _ treatment: TreatMissingData = .missing) -> MetricAlarm {
    MetricAlarm(
        threshold: 100, comparisonOperator: .lessThanOrEqualToThreshold, evaluationPeriods: periods,
        treatMissingData: treatment)
}

func promise(_ kept: Bool, _ text: String) -> String { "\(text): \(kept ? "kept" : "NOT KEPT")" }

var lines: [Measurement] = []
var sums: [String: Measurement] = [:]
for (shape, column) in shapes {
    let sum = Measurement.run("sum, \(shape)", points: column.count) {
        var sum = 0.0
        for value in column { sum += value }
        return sum
    }
    sums[shape] = sum
    lines.append(sum)
    for periods in [1, 7, 480] {
        let evaluator = AlarmEvaluator(alarm: alarm(periods: periods))
        var line = Measurement.run("alarm, N = \(periods), \(shape)", points: column.count) {
            evaluator.states(values: column)
        }
        if periods == 480 {
            line.promise = promise(line.nanoseconds <= 4 * sum.nanoseconds, "at most 4 sums")
        } else if periods == 1 {
            line.promise = promise(line.rate >= 100, "at least 100 million points/s")
        }
        lines.append(line)
    }
}

// Where a count is at its bound all the time no block can be passed over: the slowest columns there are.
let hard: [(name: String, column: [Double], threshold: Double, required: Int?)] = [
    ("three of ten missing, half of M", Columns.ragged(Columns.year), 1300, 170),
    ("one of a hundred missing, around N", Columns.sparseGaps(Columns.year), 1000, 240),
]
for (name, column, threshold, required) in hard {
    var alarm = alarm(periods: 480)
    (alarm.threshold, alarm.datapointsToAlarm) = (threshold, required)
    let evaluator = AlarmEvaluator(alarm: alarm)
    lines.append(
        Measurement.run("alarm, N = 480, \(name)", points: column.count) { evaluator.states(values: column) })
}

let column = Columns.dense(Columns.year)
let stream = AlarmEvaluator(alarm: alarm(periods: 480))
lines.append(
    Measurement.run("alarm, N = 480, minute by minute", points: column.count, times: 5) {
        var evaluator = stream
        var alarms = 0
        for value in column where evaluator.advance(point: value).state == .alarm { alarms += 1 }
        return alarms
    })

let inputs = [
    "b_in": Columns.evenings(Columns.year), "efs_out_a": Columns.ragged(Columns.year),
    "dns_hit": Columns.ragged(Columns.year),
]
func metric(_ id: String) -> MetricDataQuery {
    MetricDataQuery(
        id: id,
        metricStat: MetricStat(metric: MetricName(namespace: "N", metricName: id), period: 60, stat: "Sum"),
        returnData: false)
}
let program = try MetricMathProgram([
    MetricDataQuery(
        id: "expr_1", expression: "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
        returnData: true),
    MetricDataQuery(id: "traffic_in", expression: "b_in/PERIOD(b_in)", returnData: false), metric("b_in"),
    MetricDataQuery(id: "volumes_out", expression: "(efs_out_a)/60", returnData: false), metric("efs_out_a"),
    metric("dns_hit"),
])
let grid = MetricMathGrid(start: Instant(minute: 0), count: Columns.year)
var math = try Measurement.run("metric math of a leaf's activity", points: Columns.year) {
    try program.evaluateColumn(inputs: inputs, over: grid)
}
math.promise = promise(math.rate >= 30, "at least 30 million points/s")
lines.append(math)

func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - text.count))
    return right ? fill + text : text + fill
}

func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

let baseline = sums[shapes[0].0]?.nanoseconds ?? 1
print(
    padded("work", 44), padded("ns/point", 9, right: true), padded("M points/s", 11, right: true),
    padded("sums", 6, right: true), " promise")
for line in lines {
    print(
        padded(line.name, 44), padded(number(line.nanoseconds), 9, right: true),
        padded(number(line.rate), 11, right: true),
        padded(number(line.nanoseconds / baseline), 6, right: true),
        "", line.promise)
}
