"""What a drawing may be made of: names of SVG 1.1 and 2 that draw, and none that acts.

Not here, on purpose: scripts and handlers, ``foreignObject``, animation (it can set a link once the
picture is shown, and moving pictures tire readers), fonts and cursors from elsewhere.
"""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# Languages that a browser acts on when it meets them inside a drawing. All others are notes of
# drawing programs: nobody sees them.
ACTED_ON = {
    "http://www.w3.org/1999/xhtml": "HTML",
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/2001/xml-events": "XML events",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
}

ELEMENTS = frozenset(
    "svg g defs symbol use switch a view title desc style"
    " path rect circle ellipse line polyline polygon text tspan textPath tref image"
    " linearGradient radialGradient stop pattern clipPath mask marker"
    " solidcolor solidColor hatch hatchpath hatchPath"
    " meshgradient meshGradient meshrow meshRow meshpatch meshPatch"
    " flowRoot flowRegion flowRegionExclude flowPara flowSpan flowDiv"
    " filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix"
    " feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB"
    " feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset"
    " fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
)
# Elements whose link may hold a whole picture.
PICTURES = frozenset(("image", "feImage"))

_SHAPES = """
    id class style version baseProfile viewBox preserveAspectRatio x y z width height x1 x2 y1 y2
    cx cy r rx ry fx fy fr d points pathLength path transform transform-origin dx dy rotate
    textLength lengthAdjust startOffset method side spacing zoomAndPan contentScriptType
    contentStyleType viewTarget
    gradientUnits gradientTransform spreadMethod offset
    patternUnits patternContentUnits patternTransform
    hatchUnits hatchContentUnits hatchTransform pitch
    clipPathUnits maskUnits maskContentUnits mask-type
    markerUnits markerWidth markerHeight refX refY orient
    requiredFeatures requiredExtensions systemLanguage lang role type media title
"""
_FILTERS = """
    filterUnits primitiveUnits filterRes in in2 result mode operator k1 k2 k3 k4 stdDeviation
    edgeMode values tableValues slope intercept amplitude exponent order kernelMatrix divisor bias
    targetX targetY kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant
    specularExponent scale xChannelSelector yChannelSelector azimuth elevation pointsAtX
    pointsAtY pointsAtZ limitingConeAngle radius baseFrequency numOctaves seed stitchTiles
"""
_STYLE = """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-profile color-rendering cursor direction display
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust
    font-stretch font-style font-variant font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
    font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size
    isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid
    marker-start mask mix-blend-mode opacity overflow paint-order pointer-events shape-inside
    shape-margin shape-padding shape-rendering shape-subtract solid-color solid-opacity
    stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-align text-anchor text-decoration text-decoration-color text-decoration-line
    text-decoration-style text-indent text-orientation text-overflow text-rendering text-transform
    unicode-bidi vector-effect visibility white-space white-space-collapse word-spacing
    writing-mode font-synthesis background background-color
"""
ATTRIBUTES = frozenset((_SHAPES + _FILTERS + _STYLE).split())
# Words, not styles: a parenthesis in them means nothing.
WORDS = frozenset("id class lang role title systemLanguage requiredFeatures".split())
