import ReferenceJOSE
import StrictJSON

/// A time that is read as another, or not at all.
package struct MisreadTime: Hashable, Sendable {
    /// The claim.
    let claim: Claim
    /// How it's read.
    let reading: Reading

    /// The claims that are times.
    enum Claim: String, Hashable, Sendable, CaseIterable { case exp, nbf, iat }

    /// How a time is read.
    enum Reading: String, Hashable, Sendable, CaseIterable {
        case zeroIsNone, negativeIsNone, fractionIsNone, beyond32BitsIsNone, beyond53BitsIsNone
        case signed32Bits, unsigned32Bits, signed64Bits, singlePrecision
        case truncated, roundedUp, rounded, wholeMinutes, milliseconds, largeIsMilliseconds, signDropped,
            exponentDropped
        case textIsRead, minuteOfLeeway, fiveMinutesOfLeeway, leewayTwice, hourFast, hourSlow
    }
}

extension MisreadTime: WrongCheck {
    static let all: [MisreadTime] = Claim.allCases.flatMap { claim in
        Reading.allCases.map { MisreadTime(claim: claim, reading: $0) }
    }

    var name: String {
        let words = reading.rawValue.map { $0.isUppercase || $0.isNumber ? "-\($0.lowercased())" : String($0) }
        return
            "\(claim.rawValue)-\(words.joined().replacing("-3-2", with: "-32").replacing("-5-3", with: "-53").replacing("-6-4", with: "-64"))"
    }

    var check: Check {
        switch claim {
        case .exp: .expired
        case .nbf: .notYetValid
        case .iat: .issuedInFuture
        }
    }

    var onlyAccepts: Bool { false }

    var summary: String {
        let name = claim.rawValue
        return switch reading {
        case .zeroIsNone: "\(name) of zero counts as none"
        case .negativeIsNone: "a negative \(name) counts as none"
        case .fractionIsNone: "\(name) with a fraction counts as none"
        case .beyond32BitsIsNone: "\(name) beyond 32 bits counts as none"
        case .beyond53BitsIsNone: "\(name) beyond 53 bits counts as none"
        case .signed32Bits: "\(name) is kept in a signed integer of 32 bits"
        case .unsigned32Bits: "\(name) is kept in an unsigned integer of 32 bits"
        case .signed64Bits: "\(name) is kept in a signed integer of 64 bits"
        case .singlePrecision: "\(name) is kept in single precision"
        case .truncated: "\(name) loses its fraction"
        case .roundedUp: "\(name) is rounded up"
        case .rounded: "\(name) is rounded to the nearest second"
        case .wholeMinutes: "\(name) loses its seconds"
        case .milliseconds: "\(name) is read as milliseconds"
        case .largeIsMilliseconds: "a large \(name) is read as milliseconds"
        case .signDropped: "\(name) loses its sign"
        case .exponentDropped: "\(name) loses its exponent"
        case .textIsRead: "\(name) may be a text that spells a number"
        case .minuteOfLeeway: "\(name) has a leeway of a minute that nobody allowed"
        case .fiveMinutesOfLeeway: "\(name) has a leeway of five minutes that nobody allowed"
        case .leewayTwice: "the leeway counts twice at \(name)"
        case .hourFast: "the clock is an hour fast at \(name)"
        case .hourSlow: "the clock is an hour slow at \(name)"
        }
    }
}

extension MisreadTime {
    /// The time as it's read.
    ///
    /// - Parameters:
    ///   - time: the claim's number.
    ///   - leeway: the policy's.
    ///   - text: the claims set as it was spelled.
    /// - Returns: `nil` if it's read as no time.
    func read(_ time: Double, leeway: Double, in text: [UInt8]) -> Double? {
        let later: Double = claim == .exp ? 1 : -1
        switch reading {
        case .zeroIsNone: return time == 0 ? nil : time
        case .negativeIsNone: return time < 0 ? nil : time
        case .fractionIsNone: return time == time.rounded() ? time : nil
        case .beyond32BitsIsNone: return abs(time) < 0x1p31 ? time : nil
        case .beyond53BitsIsNone: return abs(time) < 0x1p53 ? time : nil
        case .signed32Bits: return time.wrapped(bits: 32, isSigned: true)
        case .unsigned32Bits: return time.wrapped(bits: 32, isSigned: false)
        case .signed64Bits: return time.wrapped(bits: 64, isSigned: true)
        case .singlePrecision: return Double(Float(time))
        case .truncated: return time.rounded(.towardZero)
        case .roundedUp: return time.rounded(.up)
        case .rounded: return time.rounded()
        case .wholeMinutes: return (time / 60).rounded(.down) * 60
        case .milliseconds: return time / 1000
        case .largeIsMilliseconds: return time > 1e11 ? time / 1000 : time
        case .signDropped: return abs(time)
        case .exponentDropped: return Self.mantissa(of: claim.rawValue, in: text) ?? time
        case .textIsRead: return time
        case .minuteOfLeeway: return time + later * 60
        case .fiveMinutesOfLeeway: return time + later * 300
        case .leewayTwice: return time + later * leeway
        case .hourFast: return time - 3600
        case .hourSlow: return time + 3600
        }
    }

    /// What stands before the exponent of a member's number.
    private static func mantissa(of name: String, in text: [UInt8]) -> Double? {
        let parts = String(decoding: text, as: UTF8.self).split(separator: "\"\(name)\":")
        guard let number = parts.dropFirst().first?.prefix(while: { !",} ".contains($0) }),
            let end = number.firstIndex(where: { "eE".contains($0) })
        else { return nil }
        return Double(number[..<end])
    }
}

extension Double {
    /// What is left of a number in an integer of so many bits.
    fileprivate func wrapped(bits: Int, isSigned: Bool) -> Double {
        guard isFinite else { return self }
        let size = Double(sign: .plus, exponent: bits, significand: 1)
        let whole = rounded(.towardZero)
        let rest = whole - (whole / size).rounded(.down) * size
        return isSigned && rest >= size / 2 ? rest - size : rest
    }
}
