"""A body seen from one side: camera, z-buffer and what the pixels hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage as ndi

from .body import Body
from .raster import Hits, rasterise, view_axes
from .source import Floats, Ints, Mask


@dataclass(frozen=True, slots=True)
class Camera:
    """Orthographic picture of `width_mm` x `height_mm`, `pixel_mm` a pixel."""

    right: Floats
    up: Floats
    forward: Floats
    centre: Floats
    width_mm: float
    height_mm: float
    pixel_mm: float

    @property
    def columns(self) -> int:
        """Pixels across."""
        return round(self.width_mm / self.pixel_mm)

    @property
    def rows(self) -> int:
        """Pixels down."""
        return round(self.height_mm / self.pixel_mm)

    def project(self, xyz: Floats) -> Floats:
        """(..., 3): chart x, chart y (down) and depth towards the viewer, mm."""
        q = np.asarray(xyz) - self.centre
        x = q @ self.right + self.width_mm / 2
        y = self.height_mm / 2 - q @ self.up
        return np.stack([x, y, q @ self.forward], -1)

    def with_margin(self, margin_mm: float, pixel_mm: float) -> Camera:
        """A wider frame around the same picture, at another resolution."""
        return Camera(
            self.right, self.up, self.forward, self.centre,
            self.width_mm + 2 * margin_mm, self.height_mm + 2 * margin_mm, pixel_mm,
        )  # fmt: skip


def camera(
    azimuth_deg: float, elevation_deg: float, centre: Floats, width_mm: float, height_mm: float,
    pixel_mm: float,
) -> Camera:  # fmt: skip
    """A camera that looks at `centre`; see `view_axes` for the angles."""
    right, up, forward = view_axes(azimuth_deg, elevation_deg)
    return Camera(right, up, forward, np.asarray(centre, np.float64), width_mm, height_mm, pixel_mm)


@dataclass(frozen=True, slots=True)
class View:
    """Skin and eyeballs of a body in a camera's picture.

    `tri` are rows into skin triangles followed by occluder triangles; `points` their vertices.
    """

    body: Body
    camera: Camera
    points: Floats
    tri: Ints
    hits: Hits
    mask: Mask
    normal: Floats

    @property
    def px(self) -> float:
        """Pixel size in mm."""
        return self.camera.pixel_mm

    @property
    def world(self) -> Floats:
        """(rows, columns, 3) world position of what each pixel shows."""
        cam = self.camera
        x = (np.arange(cam.columns) + 0.5) * self.px - cam.width_mm / 2
        y = cam.height_mm / 2 - (np.arange(cam.rows) + 0.5) * self.px
        depth = np.where(self.mask, self.hits.depth, 0.0)
        out: Floats = (
            cam.centre
            + x[None, :, None] * cam.right
            + y[:, None, None] * cam.up
            + depth[..., None] * cam.forward
        )
        return out

    def skin_values(self, values: Floats) -> Floats:
        """Interpolate a per-vertex field of the skin; zero elsewhere."""
        pad = np.zeros((len(self.points) - len(values), *values.shape[1:]))
        return self.hits.interpolate(np.concatenate([values, pad]), self.tri)

    def seen(self, xyz: Floats, tolerance_mm: float, *, beyond: bool = False) -> Mask:
        """Whether points near the skin show in the picture.

        Not behind the skin; nor far in front of it, where only a part that is not drawn could be.
        With `beyond` points over the background count as seen (hairs that stand out).
        """
        q = self.camera.project(xyz)
        ix = np.clip((q[..., 0] / self.px).astype(np.int64), 0, self.camera.columns - 1)
        iy = np.clip((q[..., 1] / self.px).astype(np.int64), 0, self.camera.rows - 1)
        z = self.hits.depth[iy, ix]
        near = (q[..., 2] > z - tolerance_mm) & (q[..., 2] < z + 8 * tolerance_mm)
        visible: Mask = near | ((z < -1e29) & beyond)
        return visible


def inside_seen(view: View, keep: Mask) -> Mask:
    """Pixels where a cut lays open the inside of the part that is drawn."""
    cam, body = view.camera, view.body
    pixels = cam.project(body.xyz) / [cam.pixel_mm, cam.pixel_mm, 1.0]
    turned = body.tri[keep[body.tri].all(1)][:, ::-1]
    drawn = view.mask | (rasterise(pixels, turned, cam.columns, cam.rows).row >= 0)
    # two cuts opposite one another let the paper show through; so does one that the frame crops
    top = np.flatnonzero(drawn[0])
    drawn[0, top.min(initial=cam.columns) : top.max(initial=0) + 1] = True
    out: Mask = ndi.binary_fill_holes(drawn) & ~view.mask
    return out


def has_eyes(body: Body, keep: Mask | None) -> bool:
    """Whether the part of the body that is drawn holds the eyes."""
    return keep is None or bool(
        keep[np.abs(body.xyz[:, 1] - body.eyes["left"].centre_mm[1]) < 5].any()
    )


def look(body: Body, cam: Camera, keep: Mask | None = None) -> View:
    """Render `body` (only triangles whose vertices are all in `keep`, if given)."""
    n = len(body.xyz)
    points = np.concatenate([body.xyz, body.occluder_xyz])
    tri = np.concatenate([body.tri, body.occluder_tri + n])
    if keep is not None:
        eyes = np.full(len(body.occluder_xyz), has_eyes(body, keep))
        wanted = np.concatenate([keep, eyes])
        shown = wanted[tri].all(1)
    else:
        shown = np.ones(len(tri), bool)
    rows = np.flatnonzero(shown)
    pixels = cam.project(points) / [cam.pixel_mm, cam.pixel_mm, 1.0]
    hits = rasterise(pixels, tri[rows], cam.columns, cam.rows)
    hits.row[:] = np.where(hits.row >= 0, rows[hits.row], -1)
    mask = hits.row >= 0
    pad = np.zeros((len(body.occluder_xyz), 3))
    normal = hits.interpolate(np.concatenate([body.normal, pad]), tri)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    return View(body, cam, points, tri, hits, mask, normal)
