import Foundation
import Testing

/// A minute that CloudWatch hands over twice with different values: the more complete one counts, and the user is told.
@Suite struct RevisedPointsTests {
    /// One line of a metric stream.
    private func line(samples: Int, sum: Int) -> String {
        """
        {"metric_stream_name":"s","account_id":"111122223333","region":"us-east-1","namespace":"AWS/EC2",\
        "metric_name":"NetworkIn","dimensions":{"AutoScalingGroupName":"g"},"timestamp":1788739200000,\
        "value":{"max":100.0,"min":50.0,"sum":\(sum).0,"count":\(samples).0},"unit":"Bytes"}

        """
    }

    @Test(
        "Whichever comes first, the sum and the number of samples that differ are counted once",
        arguments: [false, true])
    func counted(isLaterFirst: Bool) throws {
        let scratch = try ScratchFolder()
        try scratch.write(line(samples: 1, sum: 100).utf8, to: "early.json")
        try scratch.write(line(samples: 2, sum: 300).utf8, to: "late.json")
        func revised(_ name: String) throws -> Int? {
            let outcome = try BuiltProgram.run(
                ["ingest", name, "--archive", "history.leafwatch", "--format", "json"], directory: scratch.url
            )
            #expect(outcome.status == 0, "\(outcome.messages)")
            let result = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return result?["revisedDatapoints"] as? Int
        }
        let order = isLaterFirst ? ["late.json", "early.json"] : ["early.json", "late.json"]
        #expect(try revised(order[0]) == 0)
        #expect(try revised(order[1]) == 2)
        #expect(try revised(order[0]) == 0)
        #expect(try revised(order[1]) == 0)
    }
}
