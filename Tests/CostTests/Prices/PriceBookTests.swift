import Cost
import Foundation
import Testing

@Suite struct PriceBookTests {
    private func decimal(_ text: String) -> Decimal { Decimal(string: text) ?? -1 }

    @Test func embeddedPricesAreThere() throws {
        #expect(PriceBook.embeddedInstances.count == 1039)
        #expect(PriceBook.embeddedTypes.count == 52)
        #expect(PriceBook.embeddedRegions.count == 24)
        let price = try PriceBook().instance(type: "m5.large", region: "us-east-1")
        #expect(price.usd == decimal("0.096"))
        #expect(price.source.contains("skypilot") && price.snapshot == "about 2025-12")
        #expect(PriceItem.allCases.allSatisfy { PriceBook().price(of: $0).snapshot != nil })
    }

    @Test func pricesGrowWithTheSizeWithinAFamily() {
        let sizes = ["large": 1.0, "xlarge": 2, "2xlarge": 4]
        for price in PriceBook.embeddedInstances {
            let parts = price.instanceType.split(separator: ".")
            guard let factor = sizes[String(parts[1])],
                let base = PriceBook.embeddedInstances.first(where: {
                    $0.instanceType == "\(parts[0]).large" && $0.region == price.region
                })
            else { continue }
            let ratio = NSDecimalNumber(decimal: price.usdPerHour / base.usdPerHour).doubleValue
            #expect((ratio / factor - 1).magnitude < 0.01, "\(price.instanceType) in \(price.region)")
        }
    }

    @Test func whatIsUnknownIsAnErrorThatNamesThePriceOption() {
        #expect(throws: PriceError.unknownType("m9.huge", similar: [])) {
            try PriceBook().instance(type: "m9.huge", region: "us-east-1")
        }
        #expect(throws: PriceError.unknownRegion("sa-east-1", type: "m5.large")) {
            try PriceBook().instance(type: "m5.large", region: "sa-east-1")
        }
        #expect(throws: PriceError.noRegion) { try PriceBook().instance(type: "m5.large", region: "") }
        #expect(throws: PriceError.noInstanceType) { try PriceBook().instance(type: "", region: "us-east-1") }
        for error in [PriceError.noInstanceType, .noRegion, .unknownType("m5.huge", similar: ["m5.large"])] {
            #expect(error.description.contains("--price"))
        }
    }

    @Test func theUsersPriceWinsOverTheFilesAndThatOverTheEmbeddedOne() throws {
        let csv = "region,usd_per_hour,instance_type\r\nus-east-1,0.05,M5.large\r\n\r\nmoon-1,9,x1.big\r\n"
        let file = try PriceFile(reading: Data(csv.utf8), name: "p.csv")
        var book = PriceBook(files: [file])
        #expect(try book.instance(type: "m5.large", region: "us-east-1").usd == decimal("0.05"))
        #expect(try book.instance(type: "x1.big", region: "moon-1").usd == 9)
        #expect(try book.instance(type: "m5.large", region: "us-west-2").usd == decimal("0.096"))
        book.instanceOverride = decimal("0.01")
        #expect(try book.instance(type: "", region: "").usd == decimal("0.01"))
    }

    @Test func aJSONFileAlsoSetsOtherPrices() throws {
        let json = #"{"source":"mine","instances":[],"items":{"publicIPv4":0.004}}"#
        let book = PriceBook(files: [try PriceFile(reading: Data(json.utf8), name: "p.json")])
        #expect(book.price(of: .publicIPv4).usd == decimal("0.004"))
        #expect(book.price(of: .dashboard).usd == 3)
    }

    @Test func newerPricesReplaceOlderOnesAndOtherRegionsStayWithTheirDay() throws {
        let old = PriceFile(
            source: "list", snapshot: "2026-01-02",
            instances: [
                InstancePrice(instanceType: "a.b", region: "r1", usdPerHour: 1),
                InstancePrice(instanceType: "a.b", region: "r2", usdPerHour: 2),
            ], items: [.hostedZone: 1, .mail: 2],
            regional: [
                .init(item: .ebsGP3, region: "r1", usd: 3), .init(item: .ebsGP3, region: "r2", usd: 4),
            ])
        let new = PriceFile(
            source: "list", snapshot: "2026-03-04",
            instances: [InstancePrice(instanceType: "a.b", region: "r1", usdPerHour: 10)],
            items: [.mail: 20], regional: [.init(item: .ebsGP3, region: "r1", usd: 30)])
        let merged = old.merging(new)
        let file = try PriceFile(reading: merged.json(), name: "p.json")
        #expect(try file.json() == merged.json())
        let book = PriceBook(files: [file])
        let here = try book.instance(type: "a.b", region: "r1")
        #expect(here.usd == 10 && here.snapshot == "2026-03-04" && here.source == "list")
        let there = try book.instance(type: "a.b", region: "r2")
        #expect(there.usd == 2 && there.snapshot == "2026-01-02")
        #expect(book.price(of: .ebsGP3, region: "r1").usd == 30)
        #expect(book.price(of: .ebsGP3, region: "r2").snapshot == "2026-01-02")
        #expect(book.price(of: .ebsGP3, region: "r3").region == "us-east-1")
        #expect(book.price(of: .mail, region: "r9").usd == 20 && book.price(of: .hostedZone).usd == 1)
    }

    @Test func theFirstFileThatKnowsAPriceWinsAndATypeMayHaveItsOwn() throws {
        let local = PriceFile(
            source: "local",
            instances: [InstancePrice(instanceType: "m5.large", region: "us-east-1", usdPerHour: 7)])
        let own = PriceFile(
            source: "own",
            instances: [InstancePrice(instanceType: "m5.large", region: "us-east-1", usdPerHour: 8)])
        #expect(
            try PriceBook(files: [own, local]).instance(type: "m5.large", region: "us-east-1").source == "own"
        )
        #expect(try PriceBook(files: [local]).instance(type: "m5.large", region: "us-east-1").usd == 7)
        let book = PriceBook(instanceOverride: 1, typeOverrides: ["m5.large": 2], files: [own])
        #expect(try book.instance(type: "m5.large", region: "us-east-1").usd == 2)
        #expect(try book.instance(type: "m5.xlarge", region: "us-east-1").usd == 1)
    }

    @Test(
        arguments: [
            (#"{"instances":[]}"#, "lacks 'source'"), (#"{"source":"#, "is no JSON"),
            (
                #"{"source":"a","instances":[{"instanceType":"a.b","region":"r"}]}"#,
                "lacks 'instances[0].usdPerHour'"
            ),
            (#"{"source":"a","items":{"publicIPv4":"dear"}}"#, "at 'items.publicIPv4'"),
            (#"{"source":"a","items":{"mail":-1}}"#, "gives mail a price"),
            (
                #"{"source":"a","instances":[{"instanceType":"a.b","region":"r","usdPerHour":0}]}"#,
                "gives a.b in r a price"
            ),
            (#"{"source":"a","regional":[{"item":"ship","region":"r","usd":1}]}"#, "at 'regional[0].item'"),
        ])
    func aJSONFileThatCannotBeUsedIsRefusedWithItsPlace(text: String, reason: String) {
        let error = #expect(throws: PriceFileError.self) {
            try PriceFile(reading: Data(text.utf8), name: "p.json")
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n", 1), ("instance_type,region,usd_per_hour\nm5.large,us-east-1,cheap\n", 2),
            ("instance_type,region,usd_per_hour\nm5.large,us-east-1,0\n", 2),
            ("instance_type,region,usd_per_hour\nm5.large,us-east-1,1,2\n", 2), ("{\"a\":1}", 1), ("", 1),
        ])
    func aFileThatCannotBeUsedIsRefusedWithItsLine(text: String, line: Int) {
        let error = #expect(throws: PriceFileError.self) {
            try PriceFile(reading: Data(text.utf8), name: "p")
        }
        #expect(error?.line == line)
    }
}
