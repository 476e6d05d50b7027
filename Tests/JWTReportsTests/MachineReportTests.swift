import FoundationEssentials
import JWTConformance
import JWTReports
import Synchronization
import Testing

@Suite struct MachineReportTests {
    @Test func `the document is read back and its members are in order`() async throws {
        let document = await sampleRun()
        let text = try JSONReport.text(document)
        #expect(try JSONDecoder().decode(RunDocument.self, from: Data(text.utf8)) == document)
        let complete = try #require(text.firstRange(of: "\"complete\""))
        let schema = try #require(text.firstRange(of: "\"schema\":\"jwt-assay/run/1\""))
        #expect(complete.lowerBound < schema.lowerBound)
    }

    @Test func `every event is one line of JSON`() async throws {
        let lines = Mutex<[String]>([])
        let document = await sampleRun([ScriptedVerifier(), ScriptedVerifier(name: "absent")]) { event in
            let line = (try? NDJSONReport.line(event)) ?? "broken"
            lines.withLock { $0.append(line) }
        }
        var text = lines.withLock { $0 }.joined()
        text += try NDJSONReport.closing(document)
        let events = try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
        }
        #expect(events.first?["schema"]?.stringValue == NDJSONReport.schema)
        #expect(events.count { $0["event"]?.stringValue == "case" } == 10)
        #expect(events.count { $0["event"]?.stringValue == "disagreement" } == 3)
        #expect(events.last?["event"]?.stringValue == "finished")
        let bypass = try #require(events.first { $0["id"]?.stringValue == "a/bypass" })
        #expect(bypass["verdict"]?.stringValue == "bypass")
        #expect(bypass["verifier"]?.stringValue == "exec:./it 0")
        #expect(bypass["answer"]?["outcome"]?.stringValue == "accept")
        #expect(EarlierRun.failedIDs(Array(text.utf8)) == Set(Vector.samples.map(\.id)))
        // An interrupted run may end in half a line.
        #expect(EarlierRun.failedIDs(Array(text.utf8.dropLast(9)))?.count == 5)
    }

    @Test func `what failed is read from a document`() async throws {
        let text = try JSONReport.text(await sampleRun())
        #expect(EarlierRun.failedIDs(Array(text.utf8)) == ["a/bypass", "b/crash", "b/error"])
    }

    @Test(arguments: ["", "{}", "[1]", "nonsense", #"{"event":"case","id":"a","verdict":"bypass"}"#])
    func `a file that isn't a run document is rejected`(text: String) {
        #expect(EarlierRun.failedIDs(Array(text.utf8)) == nil)
    }

    @Test func `the list is text or JSON`() throws {
        let list = VectorList(Vector.samples.prefix(1).map(VectorRecord.init))
        #expect(list.text == "a/pass  reject  must    a <sample>\n")
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(try list.json().utf8))
        #expect(json["vectors"]?.arrayValue?.first?["id"]?.stringValue == "a/pass")
    }
}
