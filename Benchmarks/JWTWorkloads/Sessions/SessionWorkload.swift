import Synchronization

/// Requests checked by looking their sessions up, verified before they are timed.
package final class SessionWorkload: Sendable {
    private let store: any SessionStore
    private let table: SessionTable
    private let requests: [Request]
    private let idle = Mutex<[any SessionConnection]>([])

    /// A request with the answer that its check should have.
    struct Request: Sendable {
        let id: String
        let user: String
        let isValid: Bool
    }

    /// The requests that are worked through in turn, each of another session.
    private static let requestCount = 16_384

    /// Fills a store and proves that it answers.
    ///
    /// - Parameters:
    ///   - store: the store for the sessions; its contents are replaced.
    ///   - table: the sessions.
    /// - Throws: ``WorkloadError`` if it can't be reached or gives a wrong answer.
    package init(_ store: any SessionStore, _ table: SessionTable) throws(WorkloadError) {
        self.store = store
        self.table = table
        requests = (0..<min(Self.requestCount, table.count)).map { position in
            let index = table.index(ofRequest: position)
            return Request(id: table.id(index), user: table.record(index).user, isValid: !table.hasExpired(index))
        }
        let connection = try store.connect()
        try connection.fill(table)
        try prove(connection)
        idle.withLock { $0.append(connection) }
    }

    /// Makes one worker, with a connection of its own.
    package func makeWorker() throws -> any WorkloadWorker {
        let connection = try idle.withLock { $0.popLast() } ?? store.connect()
        return SessionWorker(connection, requests) { [self] in
            idle.withLock { $0.append(connection) }
        }
    }

    private func prove(_ connection: any SessionConnection) throws(WorkloadError) {
        for index in 0..<min(256, table.count) {
            guard try connection.find(table.id(index)) == table.record(index) else {
                throw WorkloadError("session \(index) isn't the one that was stored")
            }
            guard try connection.find(table.id(table.count + index)) == nil else {
                throw WorkloadError("a session was found that was never stored")
            }
        }
    }
}

/// One worker's look-ups.
private final class SessionWorker: WorkloadWorker {
    private let connection: any SessionConnection
    private let requests: [SessionWorkload.Request]
    private let giveBack: () -> Void

    init(
        _ connection: any SessionConnection,
        _ requests: [SessionWorkload.Request],
        giveBack: @escaping () -> Void
    ) {
        self.connection = connection
        self.requests = requests
        self.giveBack = giveBack
    }

    deinit { giveBack() }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        RingWalk.failures(positions, around: requests.count, timing: &durations) { isRight(requests[$0]) }
    }

    /// The check of a request: there is such a session, it's that user's, and it isn't over.
    private func isRight(_ request: SessionWorkload.Request) -> Bool {
        guard let record = try? connection.find(request.id), record.user == request.user else { return false }
        return (record.expires > ClaimsPayload.now) == request.isValid
    }
}
