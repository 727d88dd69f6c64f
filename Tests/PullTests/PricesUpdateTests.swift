import Foundation
import Testing
import TimeSeries

@testable import AWSClient

/// Answers of the price list.
enum PriceAnswers {
    /// A product document.
    static func product(_ attributes: [String: String], _ tiers: [(begin: String, usd: String)]) -> String {
        var dimensions: [String: Any] = [:]
        for (index, tier) in tiers.enumerated() {
            dimensions["d\(index)"] = [
                "beginRange": tier.begin, "unit": "x", "pricePerUnit": ["USD": tier.usd],
            ]
        }
        let document: [String: Any] = [
            "product": ["attributes": attributes, "sku": "S"], "serviceCode": "s",
            "terms": ["OnDemand": ["S.J": ["priceDimensions": dimensions, "sku": "S"]]],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: document)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    static func instance(_ type: String, _ usd: String, _ more: [String: String] = [:]) -> String {
        product(
            [
                "operatingSystem": "Linux", "tenancy": "Shared", "preInstalledSw": "NA",
                "capacitystatus": "Used", "operation": "RunInstances", "instanceType": type,
                "regionCode": "us-east-2", "vcpu": "2", "memory": "4 GiB",
                "usagetype": "USE2-BoxUsage:\(type)",
            ].merging(more) { $1 }, [("0", usd)])
    }

    static func page(_ products: [String], next: String? = nil) -> FakeAccount.Step {
        var page: [String: Any] = ["FormatVersion": "aws_v1", "PriceList": products]
        if let next { page["NextToken"] = next }
        return Answers.json(page)
    }

    /// Every product that an update looks for, and some that it must pass over.
    static func everything() -> FakeAccount.Step {
        page([
            instance("t3.medium", "0.0999000000"),
            instance("t3.medium", "9.0000000000", ["operatingSystem": "Windows"]),
            instance("t3.medium", "8.0000000000", ["regionCode": "us-east-1"]),
            product(["usagetype": "USE2-PublicIPv4:InUseAddress"], [("0", "0.0060000000")]),
            product(["usagetype": "USE2-PublicIPv4:IdleAddress"], [("0", "0.7000000000")]),
            product(["usagetype": "USE2-EBS:VolumeUsage.gp3"], [("0", "0.0900000000")]),
            product(["usagetype": "USE2-TimedStorage-ByteHrs"], [("0", "0.3300000000")]),
            product(["usagetype": "USE2-CW:AlarmMonitorUsage"], [("0", "0.1100000000")]),
            product(["usagetype": "USE2-CW:HighResAlarmMonitorUsage"], [("0", "0.3000000000")]),
            product(
                ["usagetype": "USE2-CW:MetricMonitorUsage"],
                [("10000", "0.1000000000"), ("0", "0.3100000000")]),
            product(["usagetype": "DashboardsUsageHour-Basic"], [("0", "3.5000000000")]),
            product(["usagetype": "USE2-DataProcessing-Bytes"], [("0", "0.5500000000")]),
            product(["usagetype": "HostedZone"], [("0", "0.6000000000"), ("25", "0.1000000000")]),
            product(
                ["usagetype": "USE2-DeliveryAttempts-SMTP"],
                [("0", "0.0000000000"), ("1000", "0.0000300000")]), "{}", "no JSON",
        ])
    }
}

extension FakeAccount {
    /// Runs `leafwatch prices update` against the server.
    func updatePrices(
        into path: String? = nil, more: [String] = [], environment: [String: String] = [:]
    ) throws -> Run {
        try Run(
            [
                "prices", "update", "--leaf", leafPath, "--region", "us-east-2", "--attempts", "2", "--now",
                "2026-01-02T03:04:05Z",
            ] + (path.map { ["--into", $0] } ?? []) + more,
            environment: [
                "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE00000",
                "AWS_SECRET_ACCESS_KEY": "hushhushhush", "no_proxy": "127.0.0.1",
            ].merging(environment) { $1 }
        ).wait()
    }
}

/// `prices update` end to end.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PricesUpdateTests {
    @Test func fetchedPricesWinAfterwards() async throws {
        try await withTemporaryPath { path in
            let home = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let fake = try FakeAccount([
                "GetProducts": [
                    PriceAnswers.page(
                        [PriceAnswers.instance("t3.medium", "9", ["tenancy": "Dedicated"])], next: "n"),
                    PriceAnswers.everything(),
                ]
            ])
            let run = try fake.updatePrices(
                more: ["--format", "json"], environment: ["XDG_DATA_HOME": home])
            try #require(run.status == 0, "\(run.errors)")
            let update = try JSONValue(run.output)
            #expect(update["path"]?.string == home + "/leafwatch/prices.json")
            #expect(update["instances"] == 1 && update["items"] == 9)
            let list = try Run(
                ["prices", "--type", "t3.medium", "--region", "us-east-2", "--format", "json"],
                environment: ["XDG_DATA_HOME": home]
            ).wait()
            let json = try JSONValue(list.output)
            #expect(json["instances"]?.array?.first?["price"]?["usdPerHour"]?.number == 0.0999)
            #expect(json["instances"]?.array?.first?["snapshot"] == "2026-01-02")
            #expect(json["instances"]?.array?.first?["source"] == "AWS Price List")
            let items = [
                "publicIPv4": 0.006, "ebsGP3": 0.09, "efsStandard": 0.33, "alarmMetric": 0.11,
                "customMetric": 0.31, "dashboard": 3.5, "logIngestion": 0.55, "hostedZone": 0.6,
                "mail": 0.00003, "efsElasticReads": 0.03,
            ]
            for (item, usd) in items { #expect(json["items"]?[item]?["usd"]?.number == usd, "\(item)") }
            // The first page led to a second; all were signed for the one region that has the list.
            let log = try await fake.log()
            #expect(log[1]["body"]?.string?.contains(#""NextToken":"n""#) == true)
            #expect(log[0]["body"]?.string?.contains(#""Value":"t3.medium""#) == true)
            #expect(log.allSatisfy { $0["signature"] == "ok" })
            #expect(log.allSatisfy { $0["authorization"]?.string?.contains("/us-east-1/pricing/") == true })
        }
    }

    @Test func aFailureWritesNothing() async throws {
        try await withTemporaryPath { path in
            let denied: FakeAccount.Step = [
                "status": 400, "body": #"{"__type":"AccessDeniedException","message":"not authorized"}"#,
            ]
            let run = try FakeAccount(["GetProducts": [PriceAnswers.everything(), denied]]).updatePrices(
                into: path)
            #expect(run.status == 77)
            #expect(run.errors.contains("pricing:GetProducts in us-east-1 with the environment's keys"))
            #expect(run.errors.contains("--print-policy"))
            let nothing = try FakeAccount(["GetProducts": [PriceAnswers.page([])]]).updatePrices(into: path)
            #expect(nothing.status == 65)
            #expect(nothing.errors.contains("nothing was written"))
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
