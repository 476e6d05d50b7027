import CryptoPrimitives

/// One worker's HMAC computations.
final class MACFloorWorker: WorkloadWorker {
    private let operation: Operation
    private var mac: BareMAC
    private let messages: Ring
    private let signatures: Ring

    init(_ operation: Operation, _ mac: consuming BareMAC, messages: Ring, signatures: Ring) {
        self.operation = operation
        self.mac = mac
        self.messages = messages
        self.signatures = signatures
    }

    func perform(_ positions: Range<Int>) -> Int {
        switch operation {
        case .sign: RingWalk.failures(positions, around: messages.count) { mac.computes($0, messages) }
        case .verify: RingWalk.failures(positions, around: messages.count) { mac.verifies($0, messages, signatures) }
        }
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]) -> Int {
        switch operation {
        case .sign:
            RingWalk.failures(positions, around: messages.count, timing: &durations) { mac.computes($0, messages) }
        case .verify:
            RingWalk.failures(positions, around: messages.count, timing: &durations) {
                mac.verifies($0, messages, signatures)
            }
        }
    }
}

extension BareMAC {
    @inline(__always)
    fileprivate mutating func computes(_ index: Int, _ messages: Ring) -> Bool {
        compute(messages.octets.span.extracting(messages.range(at: index)))
    }

    @inline(__always)
    fileprivate mutating func verifies(_ index: Int, _ messages: Ring, _ signatures: Ring) -> Bool {
        matches(
            signatures.octets.span.extracting(signatures.range(at: index)),
            for: messages.octets.span.extracting(messages.range(at: index))
        )
    }
}

/// One worker's bare signatures.
final class SignatureFloorWorker: WorkloadWorker {
    private let operation: Operation
    private var signature: BareSignature
    private let messages: Ring
    private let signatures: Ring

    init(_ operation: Operation, _ signature: consuming BareSignature, messages: Ring, signatures: Ring) {
        self.operation = operation
        self.signature = signature
        self.messages = messages
        self.signatures = signatures
    }

    func perform(_ positions: Range<Int>) -> Int {
        switch operation {
        case .sign: RingWalk.failures(positions, around: messages.count) { signature.signs($0, messages) }
        case .verify:
            RingWalk.failures(positions, around: messages.count) { signature.verifies($0, messages, signatures) }
        }
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]) -> Int {
        switch operation {
        case .sign:
            RingWalk.failures(positions, around: messages.count, timing: &durations) { signature.signs($0, messages) }
        case .verify:
            RingWalk.failures(positions, around: messages.count, timing: &durations) {
                signature.verifies($0, messages, signatures)
            }
        }
    }
}

extension BareSignature {
    @inline(__always)
    fileprivate mutating func signs(_ index: Int, _ messages: Ring) -> Bool {
        sign(messages.octets.span.extracting(messages.range(at: index)))
    }

    @inline(__always)
    fileprivate mutating func verifies(_ index: Int, _ messages: Ring, _ signatures: Ring) -> Bool {
        isValid(
            signatures.octets.span.extracting(signatures.range(at: index)),
            for: messages.octets.span.extracting(messages.range(at: index))
        )
    }
}
