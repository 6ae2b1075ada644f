'use client'

import NextLink from 'next/link'
import { useState, type ComponentProps } from 'react'

export type LinkProps = ComponentProps<typeof NextLink>

/**
 * A link inside Paceline. Its page is fetched ahead once it is pointed at: to fetch whatever is in sight would have the
 * server render a dozen pages while the one that was asked for still waits.
 */
export function Link({ prefetch, onPointerEnter, ...props }: LinkProps) {
  const [isMeant, setMeant] = useState(false)
  return (
    <NextLink
      {...props}
      prefetch={prefetch ?? (isMeant ? null : false)}
      onPointerEnter={(event) => {
        setMeant(true)
        onPointerEnter?.(event)
      }}
    />
  )
}
