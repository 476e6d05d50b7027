import JWTWorkloads

/// Tokens without cryptography, in the shape of compact ones, whose defects can be chosen.
struct ToyImplementation: BenchmarkedImplementation {
    enum Defect: CaseIterable {
        case acceptsTampered, wrongPayload, refusesOne, sameTokenTwice, notCompact, cannotPrepare, cannotMakeWorkers
    }

    var defect: Defect?
    let name = "toy"
    let algorithms = ["HS256"]

    func prepare(algorithm: String, key: BenchmarkKey) throws -> any PreparedImplementation {
        if defect == .cannotPrepare { throw WorkloadError("no such key") }
        return Prepared(defect: defect)
    }

    struct Prepared: PreparedImplementation {
        let defect: Defect?

        func makeWorker(_ operation: Operation, over ring: Ring) throws -> any ImplementationWorker {
            if defect == .cannotMakeWorkers { throw WorkloadError("no memory") }
            return Worker(operation: operation, ring: ring, defect: defect)
        }
    }

    final class Worker: ImplementationWorker {
        let operation: Operation
        let ring: Ring
        let defect: Defect?

        init(operation: Operation, ring: Ring, defect: Defect?) {
            self.operation = operation
            self.ring = ring
            self.defect = defect
        }

        func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
            durations? += positions.map { UInt64($0) }
            return positions.count { if case .refused = outcome(at: $0 % ring.count) { true } else { false } }
        }

        func outcome(at position: Int) -> OperationOutcome {
            switch operation {
            case .sign: .produced(token: sign(ring[defect == .sameTokenTwice ? position / 2 : position]))
            case .verify: verify(ring[position], position: position)
            }
        }

        private func sign(_ payload: [UInt8]) -> [UInt8] {
            let token = Array("aGVhZGVy.".utf8) + payload.flatMap(Self.letters)
            return defect == .notCompact ? token : token + [UInt8(ascii: ".")] + Self.checksum(token)
        }

        private func verify(_ token: [UInt8], position: Int) -> OperationOutcome {
            let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 3 else { return .refused(reason: "malformed") }
            let signed = token.dropLast(parts[2].count + 1)
            if defect == .refusesOne, position == 3 { return .refused(reason: "signature") }
            guard defect == .acceptsTampered || Self.checksum(Array(signed)) == Array(parts[2]) else {
                return .refused(reason: "signature")
            }
            let payload = Self.octets(Array(parts[1]))
            return .accepted(payload: defect == .wrongPayload ? payload + [0] : payload)
        }

        private static func letters(_ octet: UInt8) -> [UInt8] { [octet >> 4 + 97, octet & 15 + 97] }

        private static func octets(_ letters: [UInt8]) -> [UInt8] {
            stride(from: 0, to: letters.count - 1, by: 2).map {
                (letters[$0] &- 97) << 4 | (letters[$0 + 1] &- 97) & 15
            }
        }

        private static func checksum(_ octets: [UInt8]) -> [UInt8] {
            let sum = octets.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            return stride(from: 0, to: 64, by: 8).flatMap { letters(UInt8(truncatingIfNeeded: sum >> UInt64($0))) }
        }
    }
}
