import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct SessionTests {
    /// A store that answers wrongly.
    private struct Faulty: SessionStore {
        let name = "faulty"
        let version = ""
        let place = "in process"
        let findsAnything: Bool

        func connect() throws(WorkloadError) -> any SessionConnection { Connection(findsAnything: findsAnything) }

        final class Connection: SessionConnection {
            let findsAnything: Bool

            init(findsAnything: Bool) {
                self.findsAnything = findsAnything
            }

            func fill(_ table: SessionTable) {}

            func find(_ id: String) -> SessionRecord? {
                findsAnything ? SessionTable(count: 1).record(0) : nil
            }
        }
    }

    @Test func `ids are distinct, and every session is asked for before one is asked again`() {
        let table = SessionTable(count: 1_000)
        #expect(Set((0..<2_000).map(table.id)).count == 2_000)
        #expect(table.id(7).count == 32)
        #expect(Set((0..<1_000).map(table.index(ofRequest:))) == Set(0..<1_000))
        #expect((0..<1_000).count(where: table.hasExpired) == 15)
    }

    @Test func `a dictionary answers`() throws {
        let worker = try SessionWorkload(MemorySessions(), SessionTable(count: 500)).makeWorker()
        #expect(worker.perform(0..<1_500) == 0)
        var durations: [UInt64]? = []
        #expect(worker.perform(0..<10, timing: &durations) == 0)
        #expect(durations?.count == 10)
    }

    @Test func `a store that answers wrongly has no figure`() {
        #expect(throws: WorkloadError("session 0 isn't the one that was stored")) {
            try SessionWorkload(Faulty(findsAnything: false), SessionTable(count: 64))
        }
        #expect(throws: WorkloadError("a session was found that was never stored")) {
            try SessionWorkload(Faulty(findsAnything: true), SessionTable(count: 64))
        }
    }

    @Test func `a way that isn't there is reported beside those that are`() throws {
        let workload = try SessionWorkload(MemorySessions(), SessionTable(count: 64))
        let ways = [
            SessionMeasurement.Way(SessionResult(store: "one", version: "", place: "", sessions: 64)) {
                try workload.makeWorker()
            },
            SessionMeasurement.Way(
                SessionResult(store: "two", version: "", place: "", sessions: 64, refusal: "nobody answers"),
                makeWorker: nil
            ),
        ]
        let plan = LatencyPlan(loads: [0.01], processes: [.uniform], seconds: 0.01)
        let results = SessionMeasurement(plans: [plan], rounds: 7).results(ways)
        #expect(results.map(\.figures.count) == [1, 0])
        #expect(results[0].ratioToFirst?.median == 1)
        #expect(results[1].refusal == "nobody answers")
    }
}
