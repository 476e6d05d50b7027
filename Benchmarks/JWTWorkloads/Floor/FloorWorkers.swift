import CryptoPrimitives

/// One worker's HMAC computations.
final class MACFloorWorker: WorkloadWorker {
    private let operation: Operation
    private var mac: BareMAC
    private let tokens: FloorTokens

    init(_ operation: Operation, _ mac: consuming BareMAC, _ tokens: FloorTokens) {
        self.operation = operation
        self.mac = mac
        self.tokens = tokens
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(operation, positions, &mac, tokens, &durations)
    }

    // The context is taken out once for a batch: each access to a class's property is checked for exclusivity.
    private static func perform(
        _ operation: Operation,
        _ positions: Range<Int>,
        _ mac: inout BareMAC,
        _ tokens: FloorTokens,
        _ durations: inout [UInt64]?
    ) -> Int {
        switch operation {
        case .sign:
            RingWalk.failures(positions, around: tokens.count, timing: &durations) { index in
                mac.compute(tokens.messages.octets.span.extracting(tokens.messages.range(at: index)))
            }
        case .verify:
            RingWalk.failures(positions, around: tokens.count, timing: &durations) { index in
                mac.matches(
                    tokens.signatures.octets.span.extracting(tokens.signatures.range(at: index)),
                    for: tokens.messages.octets.span.extracting(tokens.messages.range(at: index))
                )
            }
        }
    }
}

/// One worker's bare signatures.
final class SignatureFloorWorker: WorkloadWorker {
    private let operation: Operation
    private var signature: BareSignature
    private let tokens: FloorTokens

    init(_ operation: Operation, _ signature: consuming BareSignature, _ tokens: FloorTokens) {
        self.operation = operation
        self.signature = signature
        self.tokens = tokens
    }

    func perform(_ positions: Range<Int>, timing durations: inout [UInt64]?) -> Int {
        Self.perform(operation, positions, &signature, tokens, &durations)
    }

    private static func perform(
        _ operation: Operation,
        _ positions: Range<Int>,
        _ signature: inout BareSignature,
        _ tokens: FloorTokens,
        _ durations: inout [UInt64]?
    ) -> Int {
        switch operation {
        case .sign:
            RingWalk.failures(positions, around: tokens.count, timing: &durations) { index in
                signature.sign(tokens.messages.octets.span.extracting(tokens.messages.range(at: index)))
            }
        case .verify:
            RingWalk.failures(positions, around: tokens.count, timing: &durations) { index in
                signature.isValid(
                    tokens.signatures.octets.span.extracting(tokens.signatures.range(at: index)),
                    for: tokens.messages.octets.span.extracting(tokens.messages.range(at: index))
                )
            }
        }
    }
}
