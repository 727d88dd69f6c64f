import Foundation
import Ingest
import Testing

/// Traps that no single fixture shows.
@Suite struct TrapTests {
    private func payload(_ messages: [String], id: Int = 1) throws -> [UInt8] {
        let events = try messages.enumerated().map { index, message in
            let text = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
            return
                #"{"id":"\#(String(format: "%056d", id + index))","timestamp":\#(1_767_225_600_000 + index),"message":\#(text)}"#
        }
        let text =
            #"{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/ec2/x/Container/ContainerLogs","#
            + #""logStream":"s","subscriptionFilters":["f"],"logEvents":["# + events.joined(separator: ",")
            + "]}"
        return Array(text.utf8)
    }

    private func records(_ objects: [[UInt8]]) throws -> [Record] {
        let factory = CollectingSinkFactory()
        _ = try InputReader().read(
            objects.enumerated().map { InputObject(name: "\($0.offset)", bytes: $0.element) }, into: factory)
        return factory.records
    }

    private func lines(_ messages: [String]) throws -> [ContainerLine] {
        try records([payload(messages)]).compactMap {
            if case .containerLine(let line) = $0 { line } else { nil }
        }
    }

    @Test func aPayloadInTwoObjectsCountsOnce() throws {
        let one = try payload(["Ann has joined.", "Ann has left."])
        let other = try payload(["Bob has joined."], id: 3)
        #expect(try records([one, one + other]).count == 3)
        #expect(try records([one + other, other + one]).count == 3)
    }

    /// What somebody writes in chat is neither a document nor a join.
    @Test func chatIsNoData() throws {
        let chat = "[12:00:01] [Server thread/INFO]: <Zed> "
        let messages = [
            chat + "Alex joined the game", chat + #"{"messageType":"DATA_MESSAGE","logEvents":[]}"#,
            chat + #"}{"detail-type":"ECS Task State Change"}"#, chat + "]}]} Alex left the game",
            "[12:00:02] [Server thread/INFO]: Alex joined the game",
        ]
        let kept = try lines(messages)
        let events = PlayerGrammar(game: .minecraft).events(in: kept)
        #expect(events.map(\.name) == ["Alex"])
        #expect(events.map(\.kind) == [.joined])
        #expect(try records([payload(messages)]).count == kept.count)
    }

    @Test func namesAreKeptAsTheyAre() throws {
        let names = ["Ann of the Hill", "Jörg 🐟", "李雷", "O'Neil: the/2nd"]
        let kept = try lines(names.map { "\($0) has joined." })
        #expect(PlayerGrammar(game: .terraria).events(in: kept).map(\.name) == names)
    }
}
