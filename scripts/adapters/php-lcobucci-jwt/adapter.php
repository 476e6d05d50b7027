<?php
// lcobucci/jwt behind adapter protocol 1.
declare(strict_types=1);

use Lcobucci\JWT\Encoding\JoseEncoder;
use Lcobucci\JWT\Signer;
use Lcobucci\JWT\Signer\Key\InMemory;
use Lcobucci\JWT\Token\Parser;
use Lcobucci\JWT\Validation\Constraint;
use Lcobucci\JWT\Validation\NoConstraintsGiven;
use Lcobucci\JWT\Validation\RequiredConstraintsViolated;
use Lcobucci\JWT\Validation\Validator;

use function Protocol\algorithms;
use function Protocol\compactPayload;
use function Protocol\material;

require __DIR__ . '/../common/php/protocol.php';

// The package's own autoloader names the machine's folders.
spl_autoload_register(function (string $class): void {
    foreach (['Lcobucci\\JWT\\' => 'Lcobucci/JWT', 'Psr\\Clock\\' => 'Psr/Clock'] as $prefix => $folder) {
        if (!str_starts_with($class, $prefix)) continue;
        $path = $folder . '/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
        foreach ([getenv('JWT_ASSAY_PHP'), '/usr/share/php'] as $root) {
            if (is_file("$root/$path")) require_once "$root/$path";
        }
    }
});
// What PHP only warns of, the library's user sees as an exception in every framework.
set_error_handler(
    fn(int $level, string $message) => throw new ErrorException($message, 0, $level),
    E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED,
);

const SIGNERS = [
    'HS256' => Signer\Hmac\Sha256::class, 'HS384' => Signer\Hmac\Sha384::class, 'HS512' => Signer\Hmac\Sha512::class,
    'RS256' => Signer\Rsa\Sha256::class, 'RS384' => Signer\Rsa\Sha384::class, 'RS512' => Signer\Rsa\Sha512::class,
    'ES256' => Signer\Ecdsa\Sha256::class, 'ES384' => Signer\Ecdsa\Sha384::class, 'ES512' => Signer\Ecdsa\Sha512::class,
    'EdDSA' => Signer\Eddsa::class,
];

final class FixedClock implements Psr\Clock\ClockInterface
{
    public function __construct(private readonly DateTimeImmutable $time) {}

    public function now(): DateTimeImmutable
    {
        return $this->time;
    }
}

function at(int $seconds): DateTimeImmutable
{
    return new DateTimeImmutable("@$seconds");
}

/** Ed25519 keys are octets for the library, as sodium has them; every other key is a secret or PEM. */
function keyOf(array $request, bool $isPrivate = false): Signer\Key
{
    $jwk = $request['key'] ?? null;
    if (($jwk['kty'] ?? null) === 'OKP') {
        $curve = $jwk['crv'] ?? null;
        if ($curve === 'Ed448') throw new Protocol\Unsupported('algorithm:Ed448');
        // The library takes the octets alone: the curve is for whoever reads the JWK.
        if ($curve !== 'Ed25519') throw new Protocol\Rejected('key-malformed', 'the JWK is not on Ed25519');
        if (array_intersect(['use', 'key_ops', 'alg'], array_keys($jwk))) throw new Protocol\Unsupported('key:jwk-purpose');
        $text = $jwk[$isPrivate ? 'd' : 'x'] ?? null;
        if (!is_string($text) || !preg_match('/\A[\w-]*\z/', $text)) throw new Protocol\Unsupported('key:malformed-jwk');
        $octets = Protocol\octets($text);
        return InMemory::plainText($isPrivate ? sodium_crypto_sign_secretkey(sodium_crypto_sign_seed_keypair($octets)) : $octets);
    }
    return InMemory::plainText(material($request));
}

function verifier(array $request): callable
{
    $policy = $request['policy'];
    $names = algorithms($request) ?? throw new Protocol\Unsupported('policy:unpinned');
    foreach ($names as $name) isset(SIGNERS[$name]) || throw new Protocol\Unsupported("algorithm:$name");
    $key = keyOf($request);
    $clock = new FixedClock(at($policy['now'] ?? 0));
    // A key is for signers of one kind: that of the JWK, or of the first algorithm.
    $kind = ['oct' => 'HS', 'RSA' => 'RS', 'EC' => 'ES', 'OKP' => 'Ed'][$request['key']['kty'] ?? ''] ?? substr($names[0], 0, 2);
    $fitting = array_filter($names, fn(string $name) => str_starts_with($name, $kind)) ?: [$names[0]];
    $signers = array_map(fn(string $name) => new (SIGNERS[$name])(), array_values($fitting));
    $constraints = [
        count($signers) === 1
            ? new Constraint\SignedWith($signers[0], $key)
            : new Constraint\SignedWithOneInSet(...array_map(
                fn(Signer $signer) => new Constraint\SignedWithUntilDate($signer, $key, at(PHP_INT_MAX >> 20), $clock),
                $signers,
            )),
    ];
    if (isset($policy['now'])) {
        $leeway = isset($policy['leeway']) ? new DateInterval("PT{$policy['leeway']}S") : null;
        $constraints[] = new Constraint\LooseValidAt($clock, $leeway);
    }
    if (isset($policy['issuer'])) $constraints[] = new Constraint\IssuedBy($policy['issuer']);
    if (isset($policy['audience'])) $constraints[] = new Constraint\PermittedFor($policy['audience']);
    if (isset($policy['subject'])) $constraints[] = new Constraint\RelatedTo($policy['subject']);
    foreach ($policy['requiredClaims'] ?? [] as $name) {
        if (in_array($name, Lcobucci\JWT\Token\RegisteredClaims::ALL, true)) {
            throw new Protocol\Unsupported("policy:requiredClaims:$name");
        }
        $constraints[] = new Constraint\HasClaim($name);
    }
    $parser = new Parser(new JoseEncoder());
    $validator = new Validator();
    return function (string $token) use ($parser, $validator, $constraints): string {
        $validator->assert($parser->parse($token), ...$constraints);
        return compactPayload($token);
    };
}

function reason(Throwable $error): ?string
{
    if ($error instanceof RequiredConstraintsViolated) {
        $reasons = [
            'expired' => 'expired', 'issued in the future' => 'issued-in-future', 'cannot be used yet' => 'not-yet-valid',
            'issued by' => 'issuer', 'allowed to be used by' => 'audience', 'related to' => 'subject',
            'signer mismatch' => 'alg-not-allowed', 'signature mismatch' => 'signature', 'does not have the claim' => 'claim-missing',
        ];
        foreach ($reasons as $words => $reason) if (str_contains($error->getMessage(), $words)) return $reason;
        return '';
    }
    if ($error instanceof Signer\InvalidKeyProvided) return 'key-malformed';
    return $error instanceof Lcobucci\JWT\Exception ? '' : null;
}

Protocol\serve(
    implementation: [
        'name' => 'lcobucci/jwt', 'version' => getenv('JWT_ASSAY_VERSION'), 'homepage' => 'https://lcobucci-jwt.readthedocs.io',
    ],
    capabilities: [
        'algorithms' => array_keys(SIGNERS), 'serializations' => ['compact'], 'contents' => ['claims', 'bytes'],
        'keys' => ['jwk', 'pem', 'text'], 'clock' => 'injected',
        'policy' => ['algorithms', 'now', 'leeway', 'issuer', 'audience', 'subject', 'requiredClaims'],
    ],
    verifier: verifier(...),
    sign: null,
    reason: reason(...),
);
