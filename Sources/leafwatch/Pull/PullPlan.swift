import AWSClient
import Archive
import Foundation
import Ingest
import LeafStack
import TimeSeries

/// What a pull asks AWS for, before anything is asked.
struct PullPlan: Codable, Hashable, Sendable {
    /// One kind of call.
    struct Step: Codable, Hashable, Sendable {
        /// `logs:FilterLogEvents`.
        var call: String
        /// Region of the call.
        var region: String
        /// Log group, alarm or group that is asked about.
        var subject: String
        /// Start of what is asked for.
        var from: Instant?
        /// End of what is asked for.
        var to: Instant?
        /// Calls at least; listings may have more pages.
        var calls: Int
        /// US dollars at list price.
        var price: Double
    }

    /// The steps, in order.
    var steps: [Step]

    /// US dollars for 1,000 metrics of GetMetricData, the only call here that has a price.
    static let priceOfThousandMetrics = 0.01
    /// Region where Route 53 logs queries and the start function lives.
    static let dnsRegion = "us-east-1"
    /// Seconds that are asked for again: points are revised and late for some minutes after they first appear.
    static let overlap = 15 * 60
}

/// A span of time that has points of one period.
struct RetentionTier: Hashable {
    var period: Int
    var range: Range<Instant>

    /// The first full hour that is surely still kept for that many days.
    static func oldest(days: Int, now: Instant) -> Instant {
        now.advanced(bySeconds: -days * 86_400).floored(toPeriod: 3600).advanced(bySeconds: 3600)
    }

    /// The finest points that CloudWatch still has, oldest span first.
    static func tiers(from start: Instant, to end: Instant, now: Instant) -> [RetentionTier] {
        let bounds = [(60, 15), (300, 63), (3600, 455)]
        var tiers: [RetentionTier] = []
        var upper = end
        for (period, days) in bounds {
            let oldest = oldest(days: days, now: now)
            let lower = max(start, oldest).floored(toPeriod: period)
            if lower < upper { tiers.append(RetentionTier(period: period, range: lower..<upper)) }
            upper = min(upper, lower)
            if lower <= start { break }
        }
        return tiers.reversed()
    }
}

/// The permissions that exactly these calls need.
enum PullPolicy {
    /// The IAM policy as JSON; `names` narrows it to one leaf's log groups.
    static func json(names: LeafNames?) -> String {
        let groups =
            names.map {
                [
                    $0.queryLogGroup, $0.containerLogGroup, $0.startLogGroup, $0.scalingLogGroup,
                    $0.crashLogGroup,
                ]
            } ?? ["/aws/route53/*", "/aws/ec2/*", "/aws/lambda/*"]
        let resources = groups.map { "\"arn:aws:logs:*:*:log-group:\($0):*\"" }.joined(
            separator: ",\n        ")
        return """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "MetricsAlarmsAndScaling",
                  "Effect": "Allow",
                  "Action": [
                    "autoscaling:DescribeAutoScalingGroups",
                    "autoscaling:DescribeScalingActivities",
                    "cloudwatch:DescribeAlarmHistory",
                    "cloudwatch:DescribeAlarms",
                    "cloudwatch:GetMetricData"
                  ],
                  "Resource": "*"
                },
                {
                  "Sid": "LogsOfTheLeaf",
                  "Effect": "Allow",
                  "Action": "logs:FilterLogEvents",
                  "Resource": [
                    \(resources)
                  ]
                }
              ]
            }

            """
    }
}
