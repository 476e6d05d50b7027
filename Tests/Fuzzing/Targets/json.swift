import StrictJSON

/// The scanner of the hot path beside jansson: both take a text or neither does, and then it's the same value.
///
/// The input is the text. It's compared as it is and with ``changeCount`` small changes, each by itself: the fuzzer's own
/// work on an input costs more than both parsers, and what the grammar turns on is one octet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let octets = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    compare(octets.span)
    var random = Changes(octets)
    for _ in 0..<changeCount { compare(random.changed(octets).span) }
    return 0
}

private let changeCount = 15

private func compare(_ octets: Span<UInt8>) {
    let judgement = try? JSONParser().parse(octets)
    switch outline.outline.read(octets) {
    case .read:
        guard let judgement else { return demand(false, "the scanner takes what jansson refuses") }
        demand(outline.outline.value(of: octets).isIdentical(to: judgement), "the values differ")
    case .rejected:
        demand(judgement == nil, "the scanner refuses what jansson takes")
    case .beyond:
        // Each node but the root has at least an octet of its own: a comma, a colon or a bracket.
        demand(octets.count > outline.outline.capacity, "there is room for the text's values")
    }
}

nonisolated(unsafe) private let outline = FuzzedOutline()

private final class FuzzedOutline {
    var outline = JSONOutline(capacity: 1_024)
}

extension JSON {
    /// Whether this is the same value to the octet and the bit: `==` takes canonical equivalents and both zeros for the
    /// same.
    fileprivate func isIdentical(to other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let two)): one == two
        case (.number(let one), .number(let two)): one.bitPattern == two.bitPattern
        case (.string(let one), .string(let two)): one.isExactly(two)
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.isIdentical(to: $1) }
        case (.object(let one), .object(let two)):
            one.members.count == two.members.count
                && zip(one.members, two.members).allSatisfy {
                    $0.name.isExactly($1.name) && $0.value.isIdentical(to: $1.value)
                }
        default: false
        }
    }
}
